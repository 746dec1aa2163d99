import { groups, ROOM, STARTS, type Wording } from "./wording.js";

const NUMBER =
  /^\s+(?:for\s+)?(?:about\s+)?[$€£]?\s?(?:\d|an?\b|one\b|two\b|three\b|four\b|five\b|six\b|ten\b|half\b)/i;
const FIGURE = /^\s+(?:of\s+)?[$€£]?\s?\d/;
const NAME = /^\s+["“”#'‘A-Z]/;
const STOPS = /^\s*[,:→]/;
const QUOTE = /^:?\s+["“]/;
const THING =
  /^\s+(?:new\s+)?(?:task|ticket|card|page|event|row|folder|channel|contact|deal|doc|reminder|record|line|entry|comment)\b/;
const PRODUCT =
  /^\s+(?:slack|discord|telegram|jira|notion|trello|asana|github|gitlab|hubspot|zendesk|teams|salesforce|shopify|linear|airtable|stripe)\b/i;
const APP = /^\s+(?:slack|email|mail|sms|telegram|whatsapp|text|teams|discord)\b/i;

/** Written for the purpose. What is said around a wish is exchanged more often than the wish itself. */
export const WORDINGS: readonly Wording[] = [
  ...groups(`
    whenever | when | each time | every time | as soon as
    if | in case
    if not | otherwise
    if so | in that case
    unless | except when | except if
    and then | and after that | and afterwards
    after that | afterwards | later on
    also | additionally
    at the same time | in parallel | simultaneously
    immediately | right away | straight away | instantly
    for each | for every
    each new | every new | any new
    for each of them | for every one of them | for all of them
    all of the | all the
    daily | every day | each day
    weekly | every week | each week
    monthly | every month | each month
    hourly | every hour | each hour
    at least | no less than
    at most | no more than
    or more | or above | and up
    is empty | is blank | is missing
    nobody is assigned | no one is assigned | there is no assignee | it has no assignee
    nobody | no one
    somebody | someone
    anybody | anyone
    everybody | everyone
    contains | includes | mentions
    fails | goes wrong | breaks | does not work
    succeeds | works out | goes through | is successful
    is created | gets created | is made | is opened
    comes in | arrives | is received | lands with us
    is updated | gets updated | is changed
    says yes | agrees | gives the ok
    says no | refuses | declines | does not agree
    is approved | gets approved
    is rejected | is refused | is denied | is declined
    tell | inform | notify
    let me know | tell me | inform me | give me a heads-up
    email | mail | e-mail
    an email | a mail | an e-mail
    a text message | an sms
    text me | sms me | send me a text
    text message | sms
    call me | phone me | ring me | give me a call
    call him | phone him | ring him | give him a call
    call her | phone her | ring her | give her a call
    call them | phone them | ring them | give them a call
    send an email to | write an email to | drop an email to | shoot an email to
    send a message to | write a message to | drop a message to
    post it | put it | drop it | share it
    post a message | write a message | put a message
    create a | make a | set up a
    create an | make an | set up an
    open a ticket | create a ticket | raise a ticket | log a ticket | file a ticket
    open an issue | create an issue | raise an issue | log an issue | file an issue
    open an incident | create an incident | raise an incident | log an incident
    delete | remove | get rid of
    update | change | edit | modify
    find | look up | look for | search for
    get the | fetch the | pull the | grab the | retrieve the
    get all | fetch all | pull all | grab all | retrieve all
    assign it to | give it to | hand it to | pass it to
    assign them to | give them to | hand them to
    ask for approval | request approval
    stop there | end there | leave it at that
    skip it | leave it out | ignore it
    do nothing | leave it alone | nothing happens
    add it to | put it in | write it to | save it in | record it in
    add them to | put them on | include them in
    upload it to | store it in | save it to
    move it to | shift it to | transfer it to
    summarize | summarise | write a summary of
    remind me | nudge me
    customer | client | buyer
    customers | clients | buyers
    employee | colleague | staff member
    manager | boss | supervisor
    link | url
    folder | directory
    new hire | new employee | new joiner | new starter
    vacation | holiday | time off
    invoice | bill
    invoices | bills
    task | to-do
    please | pls | kindly
    thanks | thank you | thx
    i want | i'd like | i need | we want | we need
    has to | must | needs to
    have to | must | need to
    because of | due to
    about | regarding | concerning
    until | till
    as long as | while
    before that | beforehand | prior to that
    first of all | to begin with
    finally | lastly | in the end | at the end
    in any case | either way | no matter what | in all cases
    the rest | all others | the others
    anything else | everything else | all other cases
    doesn't | does not
    isn't | is not
    hasn't | has not
    can't | cannot
    don't | do not
    won't | will not
    it's | it is
    there's | there is
    that's | that is
    only if | only when | provided that
    starts with | begins with
    is still open | remains open | is not closed yet
    is overdue | is past due | is past its due date
    has no | is without | lacks
    does not exist | is not there | can't be found | is not found
    already exists | is already there
    returns nothing | finds nothing | comes back empty | gives no results
    every morning | each morning
    every evening | each evening
    every night | each night | nightly
    every weekday | each weekday | every working day | every workday
    every monday | each monday
    every tuesday | each tuesday
    every wednesday | each wednesday
    every thursday | each thursday
    every friday | each friday
    can you | could you | would you | can you please | could you please
    make sure | ensure | see to it that
    message me | ping me | drop me a line | send me a message
    let us know | tell us | keep us posted | inform us
    tell everyone | let everyone know | inform everyone
    telling them | to tell them | letting them know
    forward it to | pass it on to | send it on to | relay it to
    comment on it | leave a comment on it | add a comment to it | write a comment on it
    add a comment to | leave a comment on | put a comment on | write a comment on
    leave a note | add a note | put a note | write a note
    add a row to | append a row to | put a row in | write a row in | insert a row into
    add a line to | append a line to | put a line in
    log it in | record it in | note it in | write it down in
    set the priority to | make the priority | change the priority to | put the priority at
    set the status to | change the status to | put the status to | make the status
    book a meeting | schedule a meeting | set up a meeting | arrange a meeting
    a calendar event | a calendar entry
    have the ai | let the ai | get the ai to
    refund them | give them their money back | pay them back
    cancel it | call it off
    reopen it | open it again
    needs approval from | has to be approved by | must be signed off by | needs an ok from
    approves it | signs it off | gives it the green light | okays it
    rejects it | turns it down | declines it | says no to it
    when approved | once approved | after approval
    if approved | if it is approved | if it gets approved
    if rejected | if it is rejected | if declined | if it is turned down
    form response | form submission | form entry
    survey answer | survey response
    pull request | pr | merge request
    pull requests | prs | merge requests
    repo | repository
    repos | repositories
    photo | picture | image
    photos | pictures | images
    supplier | vendor
    suppliers | vendors
    leads | prospects
    deadline | due date
    the spreadsheet | the sheet
    on-call engineer | engineer on call | person on call | on-call person
    whoever is on call | the person on call | the on-call engineer | who is on call
    whoever opened it | the person who opened it | the one who opened it
    the sender | whoever sent it | the person who sent it
    the assignee | whoever it is assigned to | the person it is assigned to
    the requester | whoever asked | the person who asked
    the owner | whoever owns it
    except for | apart from | other than
    right now | at the moment | currently
    depending on | according to | based on
    check whether | check if | see if | see whether | find out if
    ask whether | ask if
    decide whether | decide if
    just | simply
    maybe | perhaps
    urgent | pressing
    broken | faulty | defective
    large | big
    turn on | switch on
    turn off | switch off
    grab it | fetch it | get it | pull it
    each of them | every one of them | each one | every single one
    one by one | one at a time | one after the other
    go through | walk through | loop over | run through
    the ones that | those that | the ones which
    from now on | from here on
    by hand | manually
    asap | as soon as possible
    because | since | cause
    people | folks
    info | information
    color | colour
    canceled | cancelled
    is deleted | gets deleted | is removed
    is closed | gets closed
    is merged | gets merged
    is paid | gets paid | has been paid
    is cancelled | gets cancelled | is called off
    is added to | gets added to | shows up in | lands in | appears in | turns up in
    is submitted | gets submitted | is sent in
    fills in | fills out | completes
    signs up | registers
    places an order | orders something | buys something | makes a purchase
    goes down | crashes | falls over
    a new order comes in | there is a new order | we get a new order | we receive a new order | a new order arrives
    a new ticket comes in | there is a new ticket | we get a new ticket | a new ticket is opened | a new ticket shows up
    a new lead comes in | there is a new lead | we get a new lead | a new lead shows up
    a new email comes in | there is a new email | i get a new email | a new email arrives
    an email comes in | an email arrives | i get an email | there is an email
    a new file appears | a new file shows up | there is a new file | a new file lands
    a new issue is opened | there is a new issue | somebody opens a new issue | a new issue comes up
    a payment fails | a payment does not go through | a payment bounces | there is a failed payment
    a payment comes in | we get a payment | a payment arrives | there is a payment
    a form is submitted | somebody fills in the form | there is a form response | a form comes in
    a build fails | a build breaks | there is a failed build
    put it on | stick it on
    retry | try again
    a list of | an overview of
    of course | obviously
    both of them | the two of them
    twice | two times
    in the meantime | meanwhile
    for review | to review | for a review
    the whole | the entire
    does the trick | is enough
    too high | way too high
    too many | far too many`),
  ...groups(
    "over | above | more than | greater than | higher than\nunder | below | less than | lower than",
    FIGURE,
  ),
  ...groups("wait | pause | hold on", NUMBER),
  ...groups("called | named | titled | with the name", NAME),
  ...groups(
    "is over | is above | exceeds | is more than | is greater than | goes over\nis under | is below | is less than | falls below | drops below",
    FIGURE,
  ),
  ...groups(
    "saying | that says | with the text | with the words | which says | reading\nwith subject | with the subject | subject | under the subject",
    QUOTE,
  ),
  ...groups("post in | write in | post to | put a message in | drop a message in", ROOM),
  ...groups("post it in | put it in | share it in | drop it in | post it to | share it to", ROOM),
  ...groups("add a | create a | make a | put a", THING),
  ...groups("in | on", PRODUCT),
  ...groups("if yes | if so | on yes\nif no | if not | on no\nelse | otherwise | in all other cases", STOPS),
  ...groups("plus | and also", STARTS),
  ...groups("via | by | through | over | using", APP),
];
