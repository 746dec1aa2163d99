import type { Random } from "../core/index.js";

/** Words of one form that can be said in another: what is found, and what people say instead. */
export interface Pattern {
  find: RegExp;
  say: (found: readonly string[], rng: Random) => string;
}

const WHO = "me|us|him|her|them|everyone|everybody|the \\p{L}+|\\p{Lu}\\p{Ll}+";
const MAIL = "an email|a mail|an e-mail";
const TEXT = "a text|a text message|an sms";
const NOTE = "a message|a note|a ping|a line";
const SPAN =
  "(?:\\d+|an?|one|two|three|four|five|six|ten|half an) (?:seconds?|minutes?|mins?|hours?|days?|weeks?)";
const FIELD =
  "name|email|title|number|phone number|address|id|status|owner|link|summary|total|subject|due date";

/** Somebody by name or office: "Anna should know", never "me should know". */
const PERSON = "the (?:team|boss|customer|owner|manager|on-call)|\\p{Lu}\\p{Ll}+";
/** At the start of a wish. */
const CLAUSE = "(?<=^|[.,;:!?→>\\n] ?|\\b(?:and|then|also|so|please|but) )";
const DAY = "[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday";
const CLOCK = "\\d{1,2}(?::\\d\\d)?(?: ?(?:am|pm|AM|PM))?";

/** Nothing of a longer name is left behind: "the sales" of "the sales team". */
const END = "(?= (?:that|about|by|via|in|on|when|if|and|with|to|at|so|because|for)\\b|[.,;:!?\\n]|$)";

/** Nor is it said how. */
const BARE = "(?= (?:when|if|and|so|because|about)\\b|[.,;:!?\\n]|$)";

/** A small letter at the start stands for a capital one too; elsewhere capitals are names. */
const eitherCase = (find: string) =>
  find.startsWith("(?:")
    ? find.replace(/(?<=^\(\?:|^\(\?:\p{L}+\|)\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
    : find.replace(/^\p{L}/u, (letter) => `[${letter}${letter.toUpperCase()}]`);

const pattern = (find: string, say: Pattern["say"]): Pattern => ({
  find: new RegExp(`(?<![\\p{L}\\p{N}'’#@-])${eitherCase(find)}(?![\\p{L}\\p{N}'’@-])`, "gu"),
  say,
});

/** Written for the purpose, like the groups of `wordings.ts`. */
export const PATTERNS: readonly Pattern[] = [
  pattern(`let (${WHO}) know`, ([, who], rng) => `${rng.pick(["tell", "inform", "notify"])} ${who}`),
  pattern(`tell (${WHO})(?= (?:that|about|when|if)\\b)`, ([, who]) => `let ${who} know`),
  pattern(`(?:inform|notify|alert) (${WHO})${END}`, ([, who]) => `let ${who} know`),
  pattern(`send (${WHO}) (${MAIL})`, ([, who, what], rng) =>
    rng.pick([`send ${what} to ${who}`, `email ${who}`, `write ${who} ${what}`]),
  ),
  pattern(`send (${MAIL}) to (${WHO})${END}`, ([, what, who], rng) =>
    rng.pick([`send ${who} ${what}`, `email ${who}`, `mail ${who}`, `write ${what} to ${who}`]),
  ),
  pattern(`(?:email|mail) (${WHO})${END}`, ([, who], rng) =>
    rng.pick([
      `send ${who} an email`,
      `send an email to ${who}`,
      `drop ${who} a mail`,
      `write ${who} a mail`,
    ]),
  ),
  pattern(`(?:text|sms) (${WHO})${END}`, ([, who], rng) =>
    rng.pick([`send ${who} a text`, `send a text to ${who}`, `send ${who} an sms`]),
  ),
  pattern(`send (${WHO}) (${TEXT})`, ([, who, what], rng) =>
    rng.pick([`text ${who}`, `send ${what} to ${who}`, `sms ${who}`]),
  ),
  pattern(`(?:message|ping) (${WHO})${END}`, ([, who], rng) =>
    rng.pick([`send ${who} a message`, `ping ${who}`, `message ${who}`, `drop ${who} a message`]),
  ),
  pattern(`send (${WHO}) (${NOTE})`, ([, who, what], rng) =>
    rng.pick([`send ${what} to ${who}`, `message ${who}`, `drop ${who} ${what}`]),
  ),
  pattern(`remind (${WHO})${END}`, ([, who], rng) => rng.pick([`nudge ${who}`, `send ${who} a reminder`])),
  pattern(`call (${WHO})(?=[.,;]|$| and\\b)`, ([, who], rng) =>
    rng.pick([`phone ${who}`, `ring ${who}`, `give ${who} a call`]),
  ),
  pattern(`the (\\p{L}+)['’]s (${FIELD})`, ([, of, what]) => `the ${what} of the ${of}`),
  pattern(`the (${FIELD}) of the (\\p{L}+)${END}`, ([, what, of]) => `the ${of}'s ${what}`),
  pattern(`after (${SPAN})(?=,)`, ([, span]) => `${span} later`),
  pattern(`(${SPAN}) later`, ([, span]) => `after ${span}`),
  pattern(`assign it to (${WHO})${END}`, ([, who], rng) =>
    rng.pick([`give it to ${who}`, `make ${who} the assignee`]),
  ),
  pattern(`ask (${WHO}) for approval`, ([, who], rng) =>
    rng.pick([`get ${who} to approve it`, `get approval from ${who}`, `ask ${who} to approve`]),
  ),
  pattern(`get approval from (${WHO})${END}`, ([, who]) => `ask ${who} for approval`),
  pattern(`share it with (${WHO})${END}`, ([, who], rng) =>
    rng.pick([`give ${who} access`, `give access to ${who}`]),
  ),
  // the one who is told becomes the one who gets to know
  pattern(`${CLAUSE}(?:[Tt]ell|[Ii]nform|[Nn]otify) (${PERSON})(?=[.,;!?\\n]|$)`, ([, who], rng) =>
    rng.pick([
      `${who} should know`,
      `give ${who} a heads-up`,
      `${who} has to know`,
      `make ${who} aware`,
      `${who} gets to know`,
    ]),
  ),
  pattern(`${CLAUSE}(?:[Cc]all|[Pp]hone|[Rr]ing) (${PERSON})${BARE}`, ([, who], rng) =>
    rng.pick([`get ${who} on the phone`, `have ${who} called`, `ring ${who} up`, `${who} gets a call`]),
  ),
  pattern(`${CLAUSE}(?:[Tt]ext|[Ss]ms) (${PERSON})${BARE}`, ([, who], rng) =>
    rng.pick([
      `shoot ${who} a text`,
      `${who} gets a text`,
      `let ${who} know by text`,
      `drop ${who} an sms`,
      `send a text ${who}'s way`,
    ]),
  ),
  pattern(`${CLAUSE}(?:[Ee]mail|[Mm]ail) (${PERSON})${BARE}`, ([, who], rng) =>
    rng.pick([
      `${who} gets a mail`,
      `shoot ${who} a mail`,
      `let ${who} know by mail`,
      `drop ${who} a line by email`,
    ]),
  ),
  pattern(`${CLAUSE}(?:[Dd]m|[Pp]ing) (${PERSON})${BARE}`, ([, who], rng) =>
    rng.pick([`${who} gets a dm`, `poke ${who} on slack`, `drop ${who} a dm`, `slack ${who}`]),
  ),
  pattern(`${CLAUSE}[Rr]emind (${PERSON})${BARE}`, ([, who], rng) =>
    rng.pick([`jog ${who}'s memory`, `give ${who} a nudge`, `${who} gets a reminder`, `poke ${who}`]),
  ),
  pattern(`ask (${PERSON}) (?:for approval|to approve(?: it)?)${END}`, ([, who], rng) =>
    rng.pick([
      `run it past ${who}`,
      `get ${who}'s ok`,
      `have ${who} approve it`,
      `get a yes from ${who}`,
      `check with ${who} first`,
      `${who} has to sign it off`,
    ]),
  ),
  pattern(`if (${PERSON}) (?:approves|agrees|says yes)${END}`, ([, who], rng) =>
    rng.pick([
      `with ${who}'s ok`,
      `once ${who} has agreed`,
      `if it's fine with ${who}`,
      `should ${who} say yes`,
      `if ${who} is for it`,
    ]),
  ),
  pattern(`if (${PERSON}) (?:refuses|declines|says no|rejects it)${END}`, ([, who], rng) =>
    rng.pick([
      `if ${who} is against it`,
      `should ${who} say no`,
      `on a no from ${who}`,
      `if ${who} won't have it`,
    ]),
  ),
  pattern(`(?:post|put|drop) it (?:in|to|into) (#[\\p{L}\\d_-]+)`, ([, where], rng) =>
    rng.pick([
      `${where} should see it`,
      `it goes to ${where}`,
      `let ${where} have it`,
      `have it put up in ${where}`,
    ]),
  ),
  pattern(`wait (?:for )?(${SPAN})`, ([, span], rng) =>
    rng.pick([
      `give it ${span}`,
      `let ${span} go by`,
      `hold it for ${span}`,
      `sit tight for ${span}`,
      `leave it for ${span}`,
    ]),
  ),
  pattern(
    `after (${SPAN})(?=,| (?:send|email|mail|text|call|ask|check|tell|remind|post|close|look)\\b)`,
    ([, span], rng) =>
      rng.pick([`${span} on`, `when ${span} have passed`, `${span} after that`, `once ${span} are over`]),
  ),
  pattern(`(?:every|each) (${DAY}) at (${CLOCK})`, ([, day, at], rng) =>
    rng.pick([`${day}s at ${at}`, `on ${day}s, ${at}`, `at ${at} on ${day}s`, `each ${day}, ${at}`]),
  ),
  pattern(`(?:every|each) day at (${CLOCK})`, ([, at], rng) =>
    rng.pick([`at ${at} every day`, `daily at ${at}`, `${at} daily`, `each day, ${at}`]),
  ),
  pattern(`at (${CLOCK}) (?:every|each) day`, ([, at], rng) =>
    rng.pick([`every day at ${at}`, `daily at ${at}`, `${at} each day`]),
  ),
  pattern(`(?:is|are|it's) (?:over|above|more than) (?=[$€£]?\\d)`, (_, rng) =>
    rng.pick(["exceeds ", "tops ", "is beyond ", "comes to more than "]),
  ),
  pattern(`(?:is|are|it's) (?:under|below|less than) (?=[$€£]?\\d)`, (_, rng) =>
    rng.pick(["is short of ", "doesn't reach ", "comes to less than "]),
  ),
];
