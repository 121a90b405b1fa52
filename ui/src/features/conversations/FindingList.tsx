import { useTranslation } from 'react-i18next';
import type { FindingView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { SeverityTag } from '@/ui/SeverityTag';
import { FindingStatusDot } from './FindingStatusDot';
import { inOrder } from './highlight';
import { JudgementTag } from './Judgement';

type Props = { findings: FindingView[]; chosen?: string; onChoose: (id: string) => void };

export function FindingList({ findings, chosen, onChoose }: Props) {
  const { t } = useTranslation('conversations');
  const both = useBoth();
  if (findings.length === 0) return <p className="dl-muted">{t('noFindings')}</p>;
  return (
    <ul className="fl">
      {inOrder(findings).map((finding) => (
        <li key={finding.id}>
          <a
            href={`?finding=${finding.id}`}
            className={finding.id === chosen ? 'chosen' : ''}
            aria-current={finding.id === chosen}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              onChoose(finding.id);
            }}
          >
            <SeverityTag severity={finding.severity} />
            <span className="fl-title">
              <span>{both(finding.title)}</span>
              <span className="dl-muted">
                <FindingStatusDot status={finding.status} />
                <JudgementTag judgement={finding.judgement} />
                {finding.supersededAt && ` · ${t('why.supersededShort')}`}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
