import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Elapsed } from '@/features/conversations/ConversationHead';
import type { LiveConversationView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { EmptyState } from '@/ui/EmptyState';
import { SeverityTag } from '@/ui/SeverityTag';

/** Tiles drawn at most; a floor of hundreds is watched through the filters. */
const tilesMax = 200;

export function LiveTalks({ talks }: { talks: LiveConversationView[] }) {
  const { t } = useTranslation('live');
  if (talks.length === 0) {
    return (
      <EmptyState kind="nothing-yet" title={t('noTalks')}>
        {t('noTalksWhy')}
      </EmptyState>
    );
  }
  return (
    <div className="wall-scroll">
      <ul className="wall-talks">
        {talks.slice(0, tilesMax).map((talk) => (
          <Talk key={talk.id} talk={talk} />
        ))}
      </ul>
      {talks.length > tilesMax && (
        <p className="dl-muted">{t('moreTalks', { n: talks.length - tilesMax })}</p>
      )}
    </div>
  );
}

const Talk = memo(function Talk({ talk }: { talk: LiveConversationView }) {
  const { t } = useTranslation('live');
  return (
    <li className={`wall-talk ${talk.worstSeverity ?? ''}`}>
      <Link to="/conversations/$id" params={{ id: talk.id }}>
        <span className="wall-talk-head">
          <strong>{talk.staffName}</strong>
          <span className="dl-muted">
            → {talk.personName} · {labelOf(t, 'kind', talk.kind)}
          </span>
          <span className="dl-grow" />
          <span className="dl-muted">
            <Elapsed since={talk.startedAt} />
          </span>
        </span>
        <span className="wall-last">
          {talk.lastRole && <b>{labelOf(t, 'speaker', talk.lastRole)}</b>}{' '}
          {talk.lastText ?? t('notYetSpoken')}
        </span>
        <span className="wall-talk-foot dl-muted">
          <span className="dl-num">{t('lines', { n: talk.utteranceCount })}</span>
          {talk.worstSeverity && (
            <span className="dl-nowrap dl-num">
              <SeverityTag severity={talk.worstSeverity} /> ×{talk.findingCount}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
});
