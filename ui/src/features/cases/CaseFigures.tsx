import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '@/lib/api';
import { Money } from '@/ui/Money';
import { TimeAgo } from '@/ui/TimeAgo';
import { Assignee } from './columns';

export function CaseFigures({ view }: { view: CaseView }) {
  const { t } = useTranslation('cases');
  const row = view.case;
  return (
    <dl className="dl-card cs-figures">
      <Figure name={t('column.balance')}>
        <Money value={row.balance} />
      </Figure>
      <Figure name={t('column.daysPastDue')}>
        <span className="dl-num">{t('days', { n: row.daysPastDue })}</span>
        <span className="cs-bucket">{row.bucket}</span>
      </Figure>
      <Figure name={t('column.product')}>{row.product}</Figure>
      <Figure name={t('column.lastContact')}>
        <TimeAgo at={row.lastContactAt} />
      </Figure>
      <Figure name={t('column.openFindings')}>
        {row.openFindings > 0 ? (
          <Link to="/conversations" search={{ caseId: row.id }} className="cs-open-findings dl-num">
            {row.openFindings}
          </Link>
        ) : (
          <span className="dl-num">0</span>
        )}
      </Figure>
      <Figure name={t('column.assignee')}>
        <Assignee row={row} />
      </Figure>
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
