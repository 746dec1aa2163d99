/**
 * What people say around a wish, and what is none: who they are, what went wrong so far, what they think of it. None
 * of these asks for anything. Written for the purpose.
 */
export const BACKGROUND: readonly string[] = `
Right now Petra does this by hand and it takes her half the morning
We lost two customers last month because nobody noticed
Nobody reads the emails anyway
Last week we forgot it twice
My boss asked for this
It's for the night shift
We are five people in a garage
I have tried to do this with a spreadsheet and gave up
Somebody used to send these around on paper
It does not have to be pretty
I never remember to do it myself
This used to be Tom's job but he left
We just moved here from another system
The auditors complained that there is no trail
People keep asking me where things are
I get at least twenty of these a day
It was fine while we were small
Our old tool did this out of the box
You'd think someone would call back, but no
Last time we only heard of it from the customer
I'm tired of copying things from one place to another
We promised the client a quick answer
The team voted for it
It's a small thing but it would help a lot
Context: we run a call centre with two shifts
Context: small law firm, no IT department
Background: we sell bikes online
Background: the finance team closes the books on the 3rd
Some background first
I'm not technical at all
Not sure this is even possible
Here's the thing
Here is what I have in mind
This is how we do it today, just by hand
What we want is simple
Same as we did for the other team
Our interns do it now and they hate it
They always call me on my day off about this
Nothing worse than finding out a week later
My predecessor had something like this
The last audit found three cases where nobody reacted
We tried reminders on sticky notes
Everybody thinks somebody else does it
I'm the only one who checks, and I'm on holiday soon
Customers should not have to wait
Legal says we have to
It's in our handbook but no one follows it
We agreed on this in the last retro
It came up in the meeting on Monday
Ever since the merger things get lost between the two offices
The old process was a mess of emails
I keep finding these days later
We are drowning in these
Speed matters here
Accuracy matters more than speed here
There is no budget for another tool
This is a test, we'll refine it later
It doesn't need to be perfect
We had a script for it once, it broke
Sales keeps forgetting to tell us
Support never tells engineering
Engineering never tells support
Marketing wants to see them all
The warehouse is always the last to know
Accounting is two weeks behind
My team sits in three time zones
We are a nonprofit with lots of volunteers
I own a small bakery
I manage a dental practice
I'm a teacher and have four classes
I run the front desk
I look after a block of flats
I'm a freelancer, so it's only me
We repair phones
We rent out boats
We organise conferences
We do payroll for other companies
I coach a youth team
It has cost us money before
The board wants to know about it sooner
We'd like to sleep at night
That would save us hours
That alone would be a big help
That's how the old hands did it
That's all we need for now
That's the whole process
Nothing fancy
I'll add more later
If it works we'll roll it out to everyone
If this is too complicated, tell me
Let me know if you need anything else from me
Hope that makes sense
Hope that's clear
Sorry for the long text
Sorry, long day
Happy to explain
Happy to test it
No rush
It can wait until next week
The sooner the better
We go live in March
Anna will look after it once it runs
I can give you access if you need it
Tom knows the details
The accounts are all set up already
Everything else stays as it is
The rest we do ourselves
We don't need a report about it
Don't worry about the old ones
Old entries don't matter
I don't want to think about it any more
Think of it as a safety net
People were sending each other screenshots, can you believe it
Yesterday a customer waited four hours for a reply
We once deleted the wrong one, never again
Two of us did the same one twice last week
Every now and then one slips through
It's always the same three people who forget
It happens more often than you'd think
It mostly happens at night
Mostly it's a false alarm, but still
It's about ten a week, maybe fewer
On a bad day there are a hundred of them
I was told you could help with that
My colleague said this tool could do it
I saw something like this in a demo
I'm trying this for the first time
Please be gentle, first time user here
The manager is fine with it
IT has approved this
We have a licence for all of these tools
We talked about this on the phone
As discussed
As promised, here is my list
To make a long story short
Long story short
In short
In a nutshell
Basically this
So
OK here goes
Right
Idea
`
  .trim()
  .split("\n");
