import type { BothLanguages, Channel, DecisionView } from '@/lib/api';

/** A rule that stands in the way, as far as it is known here. */
export type Hindrance = { id: string; text: BothLanguages | null; strength: string | null; cite?: string };

/** The rules that stand in the way of a contact, each once. */
export function hindrancesOf(decision: DecisionView): Hindrance[] {
  const standing = decision.rules.filter(({ effect }) => effect === 'refuse' || effect === 'refer');
  return standing
    .filter((rule, place) => standing.findIndex(({ id }) => id === rule.id) === place)
    .map(({ id, text, strength, instrument, article }) => ({
      id,
      text,
      strength,
      cite: [instrument, article].filter(Boolean).join(' · '),
    }));
}

/** Whether nobody may lift it: what prohibits, and what is not known to be softer. */
export const isFirm = ({ strength }: Hindrance): boolean =>
  strength !== 'should-not' && strength !== 'advisory' && strength !== 'presumption';

/** Automated calls are never let through by a person. */
export const isMachine = (channel: Channel | string): boolean =>
  channel === 'ai-call' || channel === 'prerecorded';

/** Whether a second person may let this contact through. */
export const canBeLifted = (rules: Hindrance[], channel: Channel | string): boolean =>
  rules.length > 0 && !isMachine(channel) && !rules.some(isFirm);
