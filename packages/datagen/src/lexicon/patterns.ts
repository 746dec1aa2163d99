import { END, FIELD, MAIL, NOTE, type Pattern, pattern, SPAN, TEXT, WHO } from "./pattern.js";

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
];
