/** Words that the synthetic requests are made of. All written for this purpose. */
export const PEOPLE = ["Maria", "John", "Priya", "Ahmed", "Chen Wei", "Sofia", "Lucas", "Emma Brown", "Tom", "Nadia", "Oliver", "Grace Lee", "Ivan", "Fatima", "Jack Miller", "Aiko", "Peter", "Laura", "Sam Okafor", "Anna", "Dr. Meyer", "Rosa", "Kofi", "Elif", "Marc Dubois"];
export const ROLES = ["the on-call lead", "the on-call engineer", "the manager", "my manager", "the team lead", "my boss", "the account manager", "the CFO", "the finance lead", "the HR manager", "the support lead", "the product owner", "the sales rep", "the release manager", "the head of marketing", "the duty officer", "the office manager", "the security officer", "our accountant", "the project lead", "the site admin", "the shift supervisor", "the director"];
export const GROUPS = ["the QA list", "the sales team", "the support team", "finance", "legal", "HR", "the whole team", "everyone in sales", "the dev team", "the marketing team", "the leadership team", "procurement", "the ops team", "engineering", "the warehouse", "the data team", "customer success", "the board", "all staff"];
export const GROUP_NAMES = ["level 1 triage", "network", "service desk", "platform", "database", "tier 2", "L1 support", "infrastructure", "billing", "security", "desktop support", "Payments", "field services", "identity", "storage", "engineering", "contractors"];
export const CHANNELS = ["ops", "releases", "sales", "general", "support", "incidents", "alerts", "marketing", "hr-news", "dev", "design", "finance", "random", "on-call", "customer-success", "deploys", "leads", "announcements", "backend", "wins", "feedback", "team-updates", "qa", "security", "new-hires", "product", "it-help", "orders"];
export const CHANNEL_WORDS = ["the team channel", "our channel", "the ops channel", "the sales channel", "the support channel", "the general channel", "the project channel", "the incident channel", "the marketing channel", "the dev channel", "the announcements channel", "the on-call channel"];
export const TITLES = ["Leads", "Contracts", "Signed", "Q3 Budget", "Orders", "Invoices", "Inventory", "Onboarding", "Weekly Report", "Customers", "Backlog", "Expenses", "Feedback", "Payroll", "Archive", "Projects", "Roadmap", "Bug Reports", "Campaigns", "Vendors", "Applicants", "Visitors", "Support Log", "Done", "In Progress", "To Do", "Review", "Approved", "Press", "Holiday Plan", "Sales Pipeline", "Training", "Webshop", "mobile-app", "website", "billing-service", "docs", "api", "release/2.1", "staging", "production", "NPS", "Events", "Meeting Notes", "Newsletter", "Churn", "Assets", "Reports", "Claims", "Audit", "Launch"];
export const SUBJECTS = ["Welcome aboard", "Payment reminder", "Server down", "Your order", "New lead", "Weekly summary", "Action needed", "Thank you", "Build failed", "Contract expiring", "Access request", "Low stock", "Daily report", "Onboarding checklist", "Missing data", "Follow up", "Renew the license", "Security alert", "Update the docs", "Prepare the demo", "Check the backup", "Call the customer", "Review the contract", "New signup", "Late delivery"];
export const NOTES = ["a reminder", "a thank-you note", "a thank-you email", "a welcome message", "a confirmation", "a short note", "an apology", "a heads-up", "a warning", "the report", "an update", "a quick summary", "a friendly reminder", "a follow-up", "a status update", "a notification", "the results", "a receipt", "instructions", "the link", "a survey", "an alert", "a discount code", "the invoice", "a birthday greeting"];
export const TOPICS = ["billing", "refunds", "the outage", "password reset", "shipping", "onboarding", "pricing", "login problems", "the new release", "delivery", "VPN access", "compliance", "hiring", "security", "the roadmap", "printer", "urgent", "invoice", "help", "cancel", "competitor pricing", "the conference"];
export const QUERIES = ["the past day", "the last 24 hours", "the last week", "last month", "yesterday", "today", "the last 7 days", "this week", "this month", "the past 30 days", "more than a week ago"];
export const STATUSES = ["open", "closed", "resolved", "pending", "triaged", "new", "done", "in progress", "cancelled", "overdue", "unpaid", "active", "on hold", "waiting", "in review", "approved", "rejected", "qualified", "lost", "won", "shipped", "blocked", "ready", "escalated", "draft", "unresolved"];
export const LABELS = ["bug", "idea", "urgent", "feature", "vip", "billing", "needs-review", "blocked", "question", "security", "wontfix", "design", "customer", "regression", "hotfix", "spam", "internal", "docs", "frontend", "triage", "enterprise", "beta"];
export const PLACES = ["Montreal", "Paris", "Berlin", "Lagos", "Tokyo", "Austin", "Oslo", "Lisbon", "Chicago", "Nairobi", "Toronto", "Madrid", "San Francisco", "Mumbai", "Dublin", "the office", "Germany", "Canada", "Zurich", "Leeds"];
export const DATES = ["tomorrow", "Friday", "next Monday", "next week", "in two weeks", "March 3", "the 15th", "tomorrow morning", "Thursday afternoon", "in 3 days", "their first day", "the end of the week", "May 12", "2026-05-01", "next Tuesday at 10", "tonight", "the same day", "Monday morning", "in a week"];
export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const TIMES = ["9", "9am", "9 am", "8:30", "10:00", "noon", "midnight", "6 pm", "17:00", "7am", "5pm", "08:00", "3:15 pm", "11", "22:30", "4 pm", "12:45", "6:30am", "8", "7", "18:00"];
export const DURATIONS = ["2 hours", "an hour", "15 minutes", "30 minutes", "a day", "3 days", "10 minutes", "one week", "24 hours", "5 minutes", "two days", "a week", "45 minutes", "half an hour", "six hours", "90 seconds", "12 hours", "20 minutes", "1 hour", "a month"];
export const LANGUAGES = ["English", "French", "Spanish", "German", "Japanese", "Portuguese", "Italian", "Dutch"];
export const DEPARTMENTS = ["sales", "engineering", "marketing", "finance", "HR", "operations", "support", "legal"];
export const FILES = ["the file", "the attachment", "the report", "the PDF", "the contract", "the CSV", "the recording", "the document", "the spreadsheet", "the export", "the invoice", "the photo", "the presentation"];
export const DOMAINS = ["acme.test", "example.com", "corp.test", "example.org", "northwind.test", "shop.example"];
export const MAILBOXES = ["sales", "legal", "support", "hr", "finance", "ops", "info", "boss", "team", "ceo", "billing", "it", "qa", "press", "maria", "jobs", "orders", "security", "helpdesk", "j.doe"];
export const PATHS = ["api/v1/orders", "hooks/in", "status", "users", "v2/customers", "health", "items", "data.json", "export", "webhook/crm"];
export const UNSERVED = ["water the plants", "order lunch for the team", "book a taxi to the airport", "print a visitor badge", "play a song in the lobby", "turn on the lights in the meeting room", "make me a coffee", "feed the cat", "launch the drone", "order new toner", "start the dishwasher", "reserve a parking space", "buy flowers for the receptionist", "dim the office lights", "unlock the front door", "order a pizza", "vacuum the hallway", "ship a welcome kit to their home", "scan the badge", "reboot the router in the basement", "mine some bitcoin", "fax the form to the bank", "run a background check", "engrave a trophy", "post it on the notice board", "bake a cake", "book a flight to Rome", "reserve a hotel room", "sound the siren", "raise the thermostat to 21 degrees", "change the tyres", "refill the vending machine", "measure the room temperature", "restart the server room fans", "mail a paper letter to the customer", "translate it into Klingon by hand", "check the stock market", "order a replacement laptop from the vendor", "give them a call from the CEO", "laminate the certificate"];
export const UNKNOWN_TRIGGERS = ["the moon is full", "the doorbell rings", "the coffee machine is empty", "my phone battery is low", "I leave the house", "the fridge door stays open", "somebody parks in my spot", "the fire alarm goes off", "the stock price drops", "my flight is delayed", "the printer runs out of paper", "the temperature falls below zero", "a parcel is delivered to the door", "I arrive at the office", "the dog barks"];
export const UNKNOWN_CONDITIONS = ["it's a holiday", "he is out of office", "it's after 6pm", "the customer is a VIP", "it is the weekend", "we are closed", "somebody is in the office", "the budget allows it", "it looks suspicious", "they have not answered yet", "it's their birthday", "everything is fine", "something is wrong", "it is a duplicate", "the weather is nice", "it makes sense", "it's really important", "they are not reachable", "the deadline has passed", "nobody reacts"];
export const NOUNS = ["invoice", "shipment", "booking", "claim", "visit", "patient", "policy", "vehicle", "route", "parcel", "course", "student", "lesson", "exam", "loan", "transfer", "permit", "inspection", "asset", "machine", "batch", "recipe", "menu", "table reservation", "guest", "room", "ticket", "contract", "supplier", "quote", "purchase order", "donation", "volunteer", "campaign", "survey", "lead", "applicant", "interview", "shift", "timesheet", "expense", "account", "device", "sensor", "alarm", "work order", "spare part", "delivery", "return", "voucher", "member", "subscription", "article", "video", "podcast", "photo", "playlist", "event", "venue", "speaker", "session", "badge", "certificate", "license", "tenant", "lease", "property", "meter reading", "bill", "complaint", "case", "appeal", "citizen", "sample", "experiment", "dataset", "model", "pipeline", "job", "container", "cluster", "backup", "snapshot", "domain", "certificate request", "firewall rule", "user", "role", "group", "project", "milestone", "task", "note", "file", "folder", "form", "record", "product", "order", "cart", "review", "rating", "refund", "price list", "warehouse", "pallet", "stock item", "driver", "trip", "charging station", "crop", "field report", "animal", "treatment", "prescription", "lab result", "appointment", "referral"];
/** Verbs of invented actions, with the ways to ask for them. */
export const VERBS: Readonly<Record<string, readonly string[]>> = {
  create: ["create", "add", "make", "set up", "open", "register"],
  update: ["update", "change", "edit", "modify", "adjust"],
  delete: ["delete", "remove", "get rid of", "erase"],
  find: ["~"],
  get: ["get", "fetch", "look up", "read", "get the details of", "check"],
  send: ["send", "send out", "forward"],
  approve: ["approve", "accept", "sign off", "ok"],
  reject: ["reject", "decline", "refuse", "turn down"],
  archive: ["archive", "put away", "shelve"],
  assign: ["assign", "hand over", "give"],
  cancel: ["cancel", "call off", "withdraw"],
  close: ["close", "finish", "complete", "close out"],
  publish: ["publish", "release", "put online", "post"],
  start: ["start", "launch", "kick off", "begin", "run"],
  pause: ["pause", "suspend", "put on hold", "stop"],
  export: ["export", "download", "dump"],
  import: ["import", "load", "bring in"],
  tag: ["tag", "label", "mark"],
  schedule: ["schedule", "plan", "book"],
  notify: ["notify", "inform", "alert"],
  verify: ["verify", "check", "validate", "confirm"],
  print: ["print", "print out"],
  share: ["share", "pass on"],
  merge: ["merge", "combine", "join"],
  copy: ["copy", "duplicate", "clone"],
  lock: ["lock", "freeze", "block"],
  rate: ["rate", "score", "grade"],
  escalate: ["escalate", "raise"],
};
/** What happens to the things of invented triggers. */
export const HAPPENINGS: Readonly<Record<string, readonly string[]>> = {
  created: ["is created", "is added", "comes in", "is registered", "is opened", "arrives", "is made"],
  updated: ["is updated", "changes", "is changed", "is edited"],
  deleted: ["is deleted", "is removed"],
  approved: ["is approved", "gets approved"],
  cancelled: ["is cancelled", "is called off"],
  completed: ["is completed", "is finished", "is done", "is closed"],
  failed: ["fails", "goes wrong", "breaks down"],
  received: ["is received", "arrives", "comes in", "lands"],
  overdue: ["is overdue", "is late", "runs late"],
  started: ["starts", "begins", "is started"],
  published: ["is published", "goes live", "is released"],
};
