import { BARE, CLAUSE, CLOCK, DAY, END, type Pattern, PERSON, pattern, SPAN } from "./pattern.js";

/** What somebody is asked, told or sent, how long one waits and when: forms of what `wordings-steps.ts` has in words. */
export const STEP_PATTERNS: readonly Pattern[] = [
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
