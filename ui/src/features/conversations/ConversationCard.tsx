import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ConversationRow } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { TimeAgo } from '@/ui/TimeAgo';
import { Duration, Findings, Status } from './columns';
import './card.css';

/** A conversation as a card, for phones. */
export function ConversationCard({ row }: { row: ConversationRow }) {
  const { t } = useTranslation('conversations');
  return (
    <div className="cv-card">
      <div>
        <Link to="/conversations/$id" params={{ id: row.id }}>
          {t('pair', { staff: row.staffName, person: row.personName })}
        </Link>
        <Status row={row} />
      </div>
      <div className="dl-muted">
        <span>
          {labelOf(t, 'kind', row.kind)} · {labelOf(t, 'direction', row.direction)} · <Duration row={row} />
        </span>
        <TimeAgo at={row.startedAt} mode="short" />
      </div>
      <div>
        <Findings row={row} />
        {row.score !== null && <span className="dl-num">{t('score.short', { points: row.score })}</span>}
      </div>
    </div>
  );
}
