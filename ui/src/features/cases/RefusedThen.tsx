import type { TimelineItem } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { useCan, useMe } from '@/lib/session';
import { useRule } from '../gate/usePacks';
import { RequestException } from '../trust/RequestException';
import { rulesOf } from './timeline';

/** An exception can be asked for within a day of the refusal. */
const askableMs = 24 * 60 * 60 * 1000;

/** Under one's own refusal in the timeline: the way to ask for an exception. */
export function RefusedThen({ item }: { item: TimelineItem }) {
  const asks = useCan('contact.ask');
  const me = useMe().staff.id;
  const rule = useRule();
  const { decision, channel, verdict } = item.details;
  const refused = item.act === 'contact.decided' && (verdict === 'refuse' || verdict === 'refer');
  if (!asks || !refused || !decision || item.actorId !== me) return null;
  if (serverNow() - Date.parse(item.at) >= askableMs) return null;
  const rules = rulesOf(item.details).map((id) => {
    const known = rule(id);
    const cite = [known?.instrument, known?.article].filter(Boolean).join(' · ');
    return { id, text: known?.text ?? null, strength: known?.strength ?? null, cite };
  });
  return <RequestException small rules={rules} channel={channel ?? ''} about={{ decisionId: decision }} />;
}
