import type { Catalog } from "@flowright/workflow/catalog";
import { identifierWords, type Random, singular } from "@flowright/workflow/core";

/** What people do themselves in the middle of a process, in the words in which they write it down. */
const DONE = `
check on the team
check for typos
check that nothing is missing
check the numbers
check with legal
double-check the figures
go through it by hand
go over the details
look it over
look into it
have a look at it
sanity-check the result
proofread it
verify the details
verify the identity
verify that it is genuine
validate the data
validate their papers
authenticate the caller
make sure it is safe
make sure everything is in order
make sure they are qualified
review it
review the draft with the team
evaluate the offer
assess the risk
assess the damage
analyse the outcome
analyze the trend
audit the entries
inspect the goods
reconcile the balance
negotiate the price
negotiate with the landlord
discuss it with the board
discuss next steps
talk it through with them
talk to the neighbours
meet the candidate
meet with the stakeholders
connect with the press
reach out to partners
get in touch with the family
follow up with them in person
coordinate with the agency
agree on a date
decide on a name
decide who takes over
choose a winner
pick the best one
prepare the room
prepare a presentation
prepare the paperwork
set the table
train the new people
interview them
welcome the visitors
escort them to the exit
brief the crew
debrief the crew
practise the speech
rehearse the demo
brainstorm ideas
think about the wording
sketch a logo
make a drawing
write a speech
write a report about it
draw up a plan
plan the trip
count the stock
count the votes
sort the papers
sign the papers
sign it by hand
stamp it
print it and sign it
pack the boxes
unpack the delivery
wrap the gifts
carry it upstairs
clean up the desk
tidy the room
tighten the screws
calibrate the scale
test it on a device
test the alarm
try it out
take pictures of it
taste the soup
buy a present
pick up the keys
hand over the keys
collect signatures
shake hands
celebrate
say goodbye
apologise in person
knock on the door
visit the site
drive there
lock up
switch off the machine
replace the battery
run a quick experiment
measure the width
compare prices
compare the offers
find a sponsor
find a venue
find a substitute
find out who did it
figure out what went wrong
explain it to them
inform the works council in person
ensure compliance
ensure that it complies with the rules
confirm that it is correct
confirm their attendance by phone
supervise the move
oversee the handover
monitor how it goes
keep watch
`
  .trim()
  .split("\n");
const VERBS =
  "check,check on,verify,validate,review,inspect,go over,look at,double-check,assess,evaluate,approve,prepare,discuss,reconcile,proofread,authenticate,certify,examine,analyse".split(
    ",",
  );
const OBJECTS =
  "credentials,compliance,status,progress,quality,accuracy,eligibility,results,budget,terms,permissions,entries,figures,numbers,documents,details,content,changes,findings,condition,paperwork,response,attendance,performance,security,formatting,spelling,legality".split(
    ",",
  );
const WHOSE = ["the", "the", "their", "its", "all", "his", "our"];

/** Words that say nothing of what is done. */
const PLAIN = new Set(
  "the a an all it its their his our is in on of to for by with and them that who he she they not nothing everything one out up over at as how what".split(
    " ",
  ),
);

const served = new WeakMap<Catalog, Set<string>>();

/** The words that the steps of a catalogue are told by. */
function servedWords(catalog: Catalog): Set<string> {
  let words = served.get(catalog);
  if (!words) {
    words = new Set(
      catalog.actions.flatMap(({ id, title, description }) =>
        [...identifierWords(id), ...identifierWords(title), ...identifierWords(description)].map(singular),
      ),
    );
    served.set(catalog, words);
  }
  return words;
}

/** Something that a person does and no step of the catalogue: none of its words is a word of the catalogue. */
export function manualTask(catalog: Catalog, rng: Random): string | undefined {
  const words = servedWords(catalog);
  for (let tries = 0; tries < 8; tries++) {
    const task = rng.chance(0.55)
      ? rng.pick(DONE)
      : `${rng.pick(VERBS)} ${rng.chance(0.8) ? `${rng.pick(WHOSE)} ` : ""}${rng.pick(OBJECTS)}`;
    if (!identifierWords(task).some((word) => !PLAIN.has(word) && words.has(singular(word)))) return task;
  }
  return undefined;
}
