/** Phrases that people use for one another. Where what follows decides whether they mean the same, `then` says what must follow. */
export interface Wording {
  group: readonly string[];
  then?: RegExp;
}

const NUMBER =
  /^\s+(?:for\s+)?(?:about\s+)?[$€£]?\s?(?:\d|an?\b|one\b|two\b|three\b|four\b|five\b|six\b|ten\b|half\b)/i;
const FIGURE = /^\s+(?:of\s+)?[$€£]?\s?\d/;
const NAME = /^\s+["“”#'‘A-Z]/;
const APP = /^\s+(?:slack|email|mail|sms|telegram|whatsapp|text|teams|discord)\b/i;

const groups = (text: string, then?: RegExp): Wording[] =>
  text
    .trim()
    .split("\n")
    .map((line) => ({ group: line.split("|").map((phrase) => phrase.trim()), ...(then ? { then } : {}) }));

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
    contains | includes | mentions | has
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
    anything else | everything else | all other cases`),
  ...groups(
    "over | above | more than | greater than | higher than\nunder | below | less than | lower than",
    FIGURE,
  ),
  ...groups("wait | pause | hold on", NUMBER),
  ...groups("called | named | titled | with the name", NAME),
  ...groups("via | by | through | over | using", APP),
];
