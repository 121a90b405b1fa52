import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '@/lib/api';
import { Money } from '@/ui/Money';
import { TimeAgo } from '@/ui/TimeAgo';
import { Assignee, CaseStatus } from './columns';

/** A case as a card, for phones. */
export function CaseCard({ row }: { row: CaseRow }) {
  const { t } = useTranslation('cases');
  return (
    <div className="cs-card">
      <div>
        <Link to="/cases/$id" params={{ id: row.id }}>
          {row.personName} <span className="dl-mono">{row.reference}</span>
        </Link>
        <CaseStatus row={row} />
      </div>
      <div>
        <span>
          {row.product} · {row.bucket} · <span className="dl-num">{t('days', { n: row.daysPastDue })}</span>
        </span>
        <strong>
          <Money value={row.balance} />
        </strong>
      </div>
      <div className="dl-muted">
        <Assignee row={row} />
        <TimeAgo at={row.lastContactAt} />
      </div>
      {row.openFindings > 0 && (
        <div className="cs-open-findings">{t('openFindings', { n: row.openFindings })}</div>
      )}
    </div>
  );
}
