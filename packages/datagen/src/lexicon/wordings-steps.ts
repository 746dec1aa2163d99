import { groups, ROOM, STARTS, type Wording } from "./wording.js";

const STOPS = /^(?:\s*(?:[.,;:!?→]|$)|\s+(?:and|but|then|when|if|as|so|once|unless|because)\b)/;

/** What is wished, and what it depends on, as people say it in many ways. Written for the purpose. */
export const STEP_WORDINGS: readonly Wording[] = [
  ...groups(`
    give it the green light | give the go-ahead | give the nod | say yes to it | wave it through | okay it
    gives the green light | gives the go-ahead | gives the nod | is fine with it | is happy with it | is on board | is good with it | has no objections
    is against it | is not happy with it | has objections | turns it down | isn't having it | is not on board
    needs the ok of | needs a yes from | has to go past | must be okayed by | wants the blessing of | needs the approval of
    ask for permission | get the ok | get a yes first | get the green light first | get approval first
    shut down the account | lock the account | close the account | take the account away | block the account
    has left | has quit | is no longer with us | has moved on
    leaves the company | quits | hands in their notice | leaves us | resigns | is leaving | moves on
    joins the company | starts with us | joins us | comes on board | begins working here | starts here
    is hired | gets hired | is taken on
    goes on vacation | goes on holiday | takes time off
    asks for time off | wants days off | requests leave | puts in for leave | asks for vacation
    is down | isn't working | is out of order | doesn't respond | is dead
    is back | is up again | works again | has recovered | is running again | is healthy again
    is running low | is almost gone | is nearly out | runs short | is about to run out | is nearly sold out
    sells out | runs out | is used up
    sits there untouched | has not moved | hasn't been touched | nothing has happened with it
    is still not done | is still not finished | isn't finished yet | remains undone | is still pending
    hasn't answered | has not replied | did not get back to us | hasn't responded | stays silent | says nothing
    gets stuck | hangs | is stuck | makes no progress | doesn't move on
    is done | is finished | is complete | has been completed | is through | is ready
    is signed | gets signed | comes back signed | has been signed | carries a signature
    signs | puts their name on it | puts a signature on it
    to sign | for signing | for signature | to be signed
    gets booked | is booked | is reserved | is scheduled
    books a slot | books an appointment | makes an appointment | reserves a slot | picks a slot
    has paid | has settled | paid up | has coughed up
    owes us money | hasn't paid | still owes us | is behind with payment | is in arrears
    sounds angry | sounds upset | reads as negative | is in a bad mood | is negative | has a bad tone
    sounds happy | reads as positive | is in a good mood | is positive | is full of praise
    is nobody's job | is unassigned | belongs to nobody | has no owner | nobody has taken it | no one is on it
    take care of it | see to it | deal with it | handle it | look after it | sort it out
    takes care of it | sees to it | deals with it | handles it | looks after it
    take a look | have a look | check it out | look at it | look into it
    look over it | read it over | go over it | proofread it | give it a once-over
    in a few words | in short | briefly | in a nutshell | in brief
    sum it up | boil it down | summarise it | condense it | give the gist of it | write a digest of it
    a summary | a digest | a recap | the gist | a short version | a roundup
    put it into english | translate it into english | translate it to english | turn it into english | render it in english
    put it into german | translate it into german | translate it to german | turn it into german
    put it into french | translate it into french | translate it to french | turn it into french
    put it into spanish | translate it into spanish | translate it to spanish | turn it into spanish
    find out what it is about | classify it | categorise it | work out which kind it is | decide what it is
    have ai write | let ai write | get ai to write | have the bot write | ask ai for
    write something nice | come up with something nice | think up something nice | compose something nice
    jot it down | write it down | note it | make a note of it | log it | put it on record
    keep track of it | keep a record of it | document it | put it on file | record it
    put it on the calendar | put it in the diary | block it in the calendar | make a calendar entry for it | mark it in the calendar
    on everyone's calendar | in everybody's diary | in everyone's calendar
    push it back | postpone it | put it off | delay it | move it to later
    bring it forward | move it up | pull it ahead
    bin it | trash it | delete it | throw it away | get rid of it | chuck it | dump it
    bin them | trash them | delete them | throw them away | get rid of them | chuck them
    tuck it away | file it away | archive it | put it away | put it in the archive
    zip it | compress it | make a zip of it | pack it
    zip them | compress them | make a zip of them | pack them | bundle them
    make a pdf of it | turn it into a pdf | save it as pdf | convert it to pdf | export it as pdf
    back it up | make a copy of it | keep a copy of it | save a copy of it | copy it
    hand it in | submit it | turn it in | send it in
    chase them | nag them | follow up with them | remind them | keep after them | poke them
    follow up | check in again | get in touch again | chase it up | come back to it
    get in touch with | get hold of | reach out to
    reach out | get in touch | make contact
    fill in the team | brief the team | bring the team up to date | update the team | keep the team in the loop | put the team in the picture
    the team should know | the team ought to know | the team needs to know | the team must hear about it | the team wants to know
    everyone should know | everybody needs to hear | the whole team must know | all of us should know
    shout about it | announce it | make it known | spread the word | make it public | tell the world
    raise the alarm | sound the alarm | raise an alarm | ring the alarm
    wake up | get out of bed | rouse
    phone up | ring up | call up
    by text | by sms | via text | with a text | per sms | on their mobile
    by mail | by email | via email | per mail | in an email | with an email | over email
    by phone | with a call | on the phone | over the phone | by calling
    on slack | via slack | in slack | over slack | by slack | per slack
    by dm | in a dm | privately | in a private message | by direct message
    give access to | open up to | grant access to
    shut it up | mute it | silence it | quieten it | make it quiet
    kick off | set off | fire up
    restart | reboot
    rerun | run again
    roll it back | revert it | undo it | go back to the old version
    ship it | release it | roll it out | put it live | push it live
    merge it | get it in | bring it in | let it in
    count them | see how many there are | work out how many there are | tally them | find out how many there are
    add them up | sum them up | total them | work out the sum | work out the total
    sort them | put them in order | order them | rank them
    throw out duplicates | remove duplicates | drop doubles | dedupe | weed out duplicates | get rid of duplicates
    pick out | filter out | select | single out | sift out
    raise it to | bump it to | lift it to | put it up to | escalate it to
    escalate it | take it higher | pass it up | kick it upstairs | bring it to management
    make it urgent | mark it urgent | set it to urgent | flag it as urgent | bump it to urgent
    make it high priority | mark it as high | set it to high | flag it as high priority
    close it | shut it | close it off | mark it closed | get it closed
    solve it | resolve it | mark it solved | set it to solved | mark it resolved
    hand it over to | turn it over to | leave it to | let it be done by
    straight off | pronto | at once | without delay | on the spot | there and then
    in due course | at some point | sooner or later | eventually
    on top of that | in addition | besides | furthermore
    first thing in the morning | early in the morning | at the crack of dawn
    once a day | every single day | day after day | day in day out
    once a week | every single week | week after week
    once a month | every single month | month after month
    once an hour | every single hour | hour after hour
    on working days | on workdays | on weekdays | monday to friday | mon-fri | monday through friday
    every half hour | every 30 minutes | each half hour | twice an hour
    every quarter of an hour | every 15 minutes | each quarter hour | four times an hour
    around the clock | day and night | all the time | constantly
    over and over | again and again | time and again | repeatedly
    gives up | throws in the towel | has had enough
    or else | failing that | if that's not the case | if that is not so
    as it may be | whatever happens | come what may | regardless | whichever way
    in the first place | for starters | for a start | to start with
    by the way | btw | incidentally | while we're at it
    hopefully | with luck | fingers crossed
    if need be | if necessary | when needed | if required
    if possible | where possible | if it can be done
    big | huge | hefty | sizeable
    small | little | tiny | minor
    quick | fast | speedy | swift
    a reminder | a nudge | a poke
    a newcomer | a new face | a new colleague | a new team member
    newcomers | new faces | new colleagues | new team members
    cash | money | funds
    the numbers | the figures | the stats | the metrics
    attachment | attached file | enclosed file
    inbox | mailbox
    the website | the web page | the homepage
    an outage | downtime | a breakdown | a failure
    an alarm | an alert | a warning
    webshop | online shop | online store
    warehouse | stockroom | depot
    a quote | an offer | an estimate
    a refund | money back | a repayment
    a discount | a rebate | money off
    a voucher | a coupon | a gift code
    a contract | an agreement | a deal in writing
    a meeting | a get-together | a sync | a session
    a call | a phone call | a ring
    the agenda | the programme | the list of topics
    the minutes | the notes | the write-up
    an answer | a reply | a response
    wants to | would like to | wishes to | is keen to
    has a question | asks something | wants to know something | is wondering about something
    i'm away | i am out | i'm off | i'm not around | i'm not there
    who is away | who's off | who is out | who isn't in
    they're out | they are away | they're off | they aren't in`),
  ...groups(
    `
    approve | okay | sign off | give the nod to | wave through | rubber-stamp
    summarise | sum up | boil down | condense | recap | digest
    publish | put out | bring out
    announce | make known | share the news about | spread the word about
    collect | gather | round up | pull together
    inspect | examine | look at | have a look at | go over
    forward | pass on | send on | hand on`,
    STARTS,
  ),
  ...groups(
    `
    cancels | pulls out | backs out | calls it off
    pays | settles the bill | pays up | coughs up the money
    answers | replies | responds | gets back to us | writes back
    say hello | say hi | greet them | welcome them | bid them welcome
    say thank you | thank them | say thanks | express our thanks
    say sorry | apologise | apologize | offer an apology | beg their pardon
    congratulate them | say congratulations | send congratulations | offer congratulations
    complains | is unhappy | is upset | is angry | moans | grumbles
    approve it | okay it | sign it off | wave it through | give it a yes
    is approved | gets the ok | gets the nod | is okayed | is waved through | gets a yes
    is rejected | gets a no | is turned down | is knocked back | gets refused
    is late | is behind schedule | is delayed | runs late
    is missing | isn't there | can't be found | is nowhere to be found
    is wrong | is off | isn't right | is incorrect
    is full | has no space left | is at capacity | is packed
    is sick | is ill | is unwell | is off sick | calls in sick
    happens | occurs | takes place | comes up`,
    STOPS,
  ),
  ...groups(
    `
    show up in | turn up in | appear in | pop up in | land in
    share it with | show it to | let it be seen by | post it for | put it in front of
    happens in | goes on in | is said in`,
    ROOM,
  ),
];
