import type { SearchRequest } from '@/lib/api';
import { isLongEnough } from './words';

export const ways = ['any', 'all', 'nearCharacters', 'nearTurns'] as const;
export type Way = (typeof ways)[number];

export const purposes = ['review', 'own-work', 'complaint', 'court', 'training'] as const;
export const roles = ['staff', 'customer', 'thirdParty', 'system'] as const;
export const kinds = ['call', 'chat', 'sms', 'email', 'visit'] as const;

/** What the form holds. */
export type Draft = {
  words: string[];
  way: Way;
  characters: number;
  turns: number;
  purpose: (typeof purposes)[number];
  role?: string;
  kind?: string;
  teamId?: string;
  staffId?: string;
};

export const blank: Draft = { words: [], way: 'any', characters: 20, turns: 3, purpose: 'review' };

/** The draft that asks a question again. */
export function draftOf(question: SearchRequest | undefined): Draft {
  if (!question) return blank;
  const near = question.withinTurns != null ? 'nearTurns' : 'nearCharacters';
  return {
    ...blank,
    words: [...(question.words ?? [])],
    way: question.mode === 'near' ? near : question.mode === 'all' ? 'all' : 'any',
    characters: question.withinCharacters ?? blank.characters,
    turns: question.withinTurns ?? blank.turns,
    purpose: purposes.find((one) => one === question.purpose) ?? blank.purpose,
    role: question.role ?? undefined,
    kind: question.kind ?? undefined,
    teamId: question.teamId ?? undefined,
    staffId: question.staffId ?? undefined,
  };
}

export function questionOf(draft: Draft, period: { from: string; to: string }): SearchRequest {
  const { words, way, purpose, role, kind, teamId, staffId } = draft;
  return {
    words,
    purpose,
    mode: way === 'any' || way === 'all' ? way : 'near',
    withinCharacters: way === 'nearCharacters' ? draft.characters : undefined,
    withinTurns: way === 'nearTurns' ? draft.turns : undefined,
    role,
    kind,
    teamId,
    staffId,
    from: period.from,
    to: period.to,
  };
}

/** The words that are too short for the way in which they are sought; a short one may stand beside a longer one. */
export function tooShort({ words, way }: Pick<Draft, 'words' | 'way'>): string[] {
  const short = words.filter((word) => !isLongEnough(word));
  const beside = (way === 'all' || way === 'nearCharacters') && short.length < words.length;
  return beside ? [] : short;
}
