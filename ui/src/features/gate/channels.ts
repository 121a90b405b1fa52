import type { Channel, ContactPointKind } from '@/lib/api';

export const channels: Channel[] = [
  'call',
  'ai-call',
  'prerecorded',
  'sms',
  'im',
  'email',
  'letter',
  'visit',
];

const voice: ContactPointKind[] = ['mobile', 'home', 'work'];
const reaches: Record<Channel, ContactPointKind[]> = {
  call: voice,
  'ai-call': voice,
  prerecorded: voice,
  sms: ['mobile'],
  im: ['im', 'mobile'],
  email: ['email'],
  letter: ['address'],
  visit: ['address'],
};

/** Whether a channel can reach a kind of contact point; the gate refuses other pairs. */
export function canReach(channel: Channel, kind: ContactPointKind): boolean {
  return reaches[channel].includes(kind);
}

export function isChannel(word: string | undefined): word is Channel {
  return channels.includes(word as Channel);
}
