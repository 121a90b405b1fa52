import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TimelineItem } from '@/lib/api';
import { useCan } from '@/lib/session';
import { dateOnly, dateTime, timeOnly, zoneOffset } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { SeverityTag } from '@/ui/SeverityTag';
import { RuleNames } from '../gate/RuleNames';
import { RefusedThen } from './RefusedThen';
import { rulesOf, type TimelineLine, timesDiffer } from './timeline';

type Props = { line: TimelineLine; day: string; sentence: string };

export function TimelineRow({ line, day, sentence }: Props) {
  const { t } = useTranslation('cases');
  const { item, entries } = line;
  const sameDay = dateOnly(item.at) === day;
  return (
    <li className={`tl-row ${toneOf(item)}`}>
      <time
        dateTime={item.at}
        className="dl-num tl-when"
        title={`${dateTime(item.at)} (${zoneOffset(item.at)})`}
      >
        {sameDay ? timeOnly(item.at) : dateTime(item.at).slice(5, 16)}
      </time>
      <div className="tl-what">
        <span className="tl-sentence">
          {item.severity && <SeverityTag severity={item.severity} />} {sentence}
          <Leads item={item} />
        </span>
        <RuleNames ids={rulesOf(item.details)} />
        <RefusedThen item={item} />
        {timesDiffer(item) && (
          <span className="dl-muted tl-received">{t('receivedAt', { time: received(item, day) })}</span>
        )}
        <Entries entries={entries} />
      </div>
    </li>
  );
}

function received(item: TimelineItem, day: string): string {
  return dateOnly(item.receivedAt) === day && dateOnly(item.at) === day
    ? timeOnly(item.receivedAt)
    : dateTime(item.receivedAt);
}

/** To the conversation, at the finding where there is one. */
function Leads({ item }: { item: TimelineItem }) {
  const { t } = useTranslation('cases');
  const readable = useCan('conversation.read');
  const id = item.details.conversation ?? (item.ref?.kind === 'conversation' ? item.ref.id : undefined);
  if (!id || !readable) return null;
  return (
    <Link
      to="/conversations/$id"
      params={{ id }}
      search={{ finding: item.details.finding }}
      className="tl-link"
    >
      {item.details.finding ? t('seeFinding') : t('seeConversation')}
    </Link>
  );
}

/** Where it stands in the ledger; the hash is what a bundle proves. */
function Entries({ entries }: { entries: TimelineItem[] }) {
  const { t } = useTranslation('cases');
  const [only, ...more] = entries;
  if (only && more.length === 0) return <Entry item={only} />;
  return (
    <details className="tl-entries">
      <summary>{t('entries', { n: entries.length })}</summary>
      {entries.map((item) => (
        <Entry key={item.id} item={item} />
      ))}
    </details>
  );
}

function Entry({ item }: { item: TimelineItem }) {
  const { t } = useTranslation('cases');
  return (
    <span className="tl-entry dl-muted">
      <span className="dl-num">
        {item.entryIndex === null ? t('pending') : t('entry', { index: item.entryIndex })}
      </span>
      <CopyId value={item.leafHash} head={8} tail={4} />
    </span>
  );
}

function toneOf({ act, details }: TimelineItem): string {
  if (act === 'finding.raised') return 'alarm';
  if (act === 'contact.decided') return /^permit/.test(details.verdict ?? '') ? 'good' : 'stop';
  if (act === 'message.screened' && details.verdict === 'blocked') return 'stop';
  if (act === 'conversation.unscreened') return 'alarm';
  if (act === 'person.unmask' || act === 'exhibit.opened' || act === 'bundle.exported') return 'look';
  return act.startsWith('conversation.') ? 'talk' : '';
}
