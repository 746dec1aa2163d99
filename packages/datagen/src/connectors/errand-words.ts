/** What people call the things of products, and how they ask for one to be made: one thing a line. */
const read = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text
      .trim()
      .split("\n")
      .map((line) => {
        const [noun = "", words = ""] = line.split(": ");
        return [noun, words.split(", ")];
      }),
  );

const CALLED = read(`
event: meeting, appointment, calendar entry
meeting: call, session
booking: reservation
employee: staff member, worker, team member
customer: client
invoice: bill
document: doc
file: document
folder: directory
repository: repo
issue: ticket, bug
ticket: support request, case
incident: outage
absence: leave, time off
lead: prospect
opportunity: deal
deal: opportunity
account: company
user: member
task: to-do, todo
subscriber: recipient
expense: cost
coupon: discount code, voucher
payment: charge
row: line
record: entry
page: article
time entry: timesheet, working hours
leave request: vacation, holiday
supplier: vendor
vendor: supplier
contract: agreement
job: build
purchase order: PO
photo: picture, image
direct message: dm, DM
organization: org, company
team: group
remittance address: payment address
access rule: permission
stock level: inventory
warehouse: depot
applicant: candidate
vehicle: car
quote: offer, estimate
campaign: mailing
`);
const MADE = read(`
event: schedule, book, plan
meeting: schedule, book, plan, set up
appointment: schedule, book, arrange
call: schedule, set up
ticket: raise, file, log
support request: raise, file
issue: raise, file, log
bug: file, report
incident: declare, report
outage: report
file: upload, save
document: upload, write
doc: write, start
photo: upload
picture: upload
image: upload
user: invite
member: invite, enrol
employee: onboard
invoice: issue, write
bill: issue, write
message: send, write
direct message: send
dm: send
comment: leave, write
task: set
lead: register
repo: start, spin up
repository: start, spin up
project: start, kick off
order: place
purchase order: place, issue
PO: issue, raise
payment: record
charge: record
booking: take
reservation: take
vacation: request, file
leave request: file
quote: prepare, write
offer: prepare
`);

/** Other names of a thing; none for most. */
export const synonyms = (noun: string): readonly string[] => CALLED.get(noun) ?? [];
/** Verbs that ask for one of it; none for most. */
export const creationVerbs = (noun: string): readonly string[] => MADE.get(noun) ?? [];

/** Things that business software keeps, beside those of invented catalogues. */
export const KEPT = `
organization
team
board
workspace
calendar
direct message
mailbox
attachment
thread
label
bank account
remittance address
payment term
tax rate
cost center
department
time entry
leave request
payroll run
bucket
access rule
queue
topic
function
secret
instance
volume
webhook
dashboard
vendor
vendor contact
stock level
price book
territory
skill
checklist
template
signature
newsletter
audience
segment
tag
shipping label
exchange rate
approval policy
service plan
knowledge base
meter
seat
budget
`
  .trim()
  .split("\n");
