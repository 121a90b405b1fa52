import { describe, expect, it } from 'vitest';
import cases from '@/features/cases/zh.json';
import words from '@/lib/zh.json';

/** Every act the ledger knows, and the variants in which some of them read. */
const acts =
  `institution.opened institution.standing-stated staff.created staff.changed staff.standing-stated team.created token.issued token.revoked session.opened
session.refused import.started import.finished case.opened account.changed party.added case.assigned person.unmask
exhibit.opened contact.decided contact.permit-released contact.permit-expired contact.outcome contact.fact
contact.fact-withdrawn contact.planned contact.plan-cancelled contact.plan-exported contact.replayed contact.what-if contact.what-if-ended contact.override-requested contact.override-approved
contact.override-denied contact.override-used contact.window-declared contact.history-imported
contact.result-codes conversation.opened conversation.utterances conversation.closed conversation.imported
conversation.unscreened conversation.exported conversation.recorded conversation.transcribed transcription.failed transcription.retried message.screened message.sent finding.raised finding.withdrawn finding.restated finding.judged finding.not-judged alert.acknowledged review.claimed review.released review.decided
review.undone score.given bundle.exported ledger.verified ledger.self-check case.snapshot`.split(/\s+/);
const variants: Record<string, string[]> = {
  'contact.decided': ['permit', 'permit-with-obligations', 'refuse', 'refer'],
  'contact.outcome': ['first', 'more', 'again'],
  'contact.permit-expired': ['time', 'fact', 'use'],
  'conversation.opened': ['outbound', 'inbound'],
  'message.screened': ['allowed', 'warned', 'blocked'],
  'finding.judged': ['yes', 'no', 'unsure'],
  'review.decided': ['upheld', 'overturned', 'unclear'],
  'case.assigned': ['to', 'nobody'],
};
const at = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], tree);

/** Acts on no case: they stand in the ledger's own list, and never in the story of one case. */
const caseless =
  `rulebook.uploaded rulebook.proposed rulebook.published rulebook.rejected rulebook.what-if rulebook.what-if-ended
rulebook.reinspection rulebook.reinspection-ended rulebook.sample-read judge.retried
model.training model.texts-read model.training-ended model.trained model.proposed model.published model.rejected model.drifted model.train-anew model.discarded`.split(
    /\s+/,
  );

describe('an act of the ledger', () => {
  it.each(acts)('%s has a short name and a sentence for each way it reads', (act) => {
    expect(at(words.act, act)).toBeTypeOf('string');
    const sentence = at(cases.act, act);
    if (variants[act]) expect(Object.keys(sentence as object).sort()).toEqual([...variants[act]].sort());
    else expect(sentence).toBeTypeOf('string');
  });
  it.each(caseless)('%s has a short name', (act) => {
    expect(at(words.act, act)).toBeTypeOf('string');
  });
});
