import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '@/lib/api';
import { Can } from '@/ui/Can';
import { CopyId } from '@/ui/CopyId';
import { Masked } from '@/ui/Masked';
import { PageHeader } from '@/ui/PageHeader';
import { ExportDialog } from '../evidence/ExportDialog';
import { AssignDialog } from './AssignDialog';
import { CaseStatus } from './columns';
import { FactDialog } from './FactDialog';

type Asking = 'assign' | 'fact' | 'export' | null;

export function CaseHead({ view }: { view: CaseView }) {
  const { t } = useTranslation('cases');
  const [asking, setAsking] = useState<Asking>(null);
  const { case: row, person } = view;
  const close = () => setAsking(null);
  return (
    <>
      <PageHeader
        title={t('headline', { reference: row.reference })}
        tags={<CaseStatus row={row} />}
        actions={<Actions view={view} onAsk={setAsking} />}
        sub={
          <span className="cs-sub">
            <Masked masked={person.maskedName} personId={person.id} caseId={row.id} field="name" />
            <span>
              {t('idNumber')}{' '}
              <Masked masked={person.maskedIdNumber} personId={person.id} caseId={row.id} field="idNumber" />
            </span>
            <span>{t('zone', { zone: person.zone })}</span>
            <CopyId value={row.id} />
          </span>
        }
      />
      {asking === 'assign' && <AssignDialog row={row} onClose={close} />}
      {asking === 'fact' && <FactDialog view={view} onClose={close} />}
      {asking === 'export' && <ExportDialog caseId={row.id} reference={row.reference} onClose={close} />}
    </>
  );
}

function Actions({ view, onAsk }: { view: CaseView; onAsk: (what: Asking) => void }) {
  const { t } = useTranslation('cases');
  return (
    <span className="cs-actions">
      <Can do="contact.explore">
        <Link to="/gate" search={{ caseId: view.case.id, personId: view.person.id }}>
          <Button type="primary" tabIndex={-1}>
            {t('askGate')}
          </Button>
        </Link>
      </Can>
      <Can do="conversation.read">
        <Link to="/conversations" search={{ caseId: view.case.id }}>
          <Button tabIndex={-1}>{t('conversations')}</Button>
        </Link>
      </Can>
      <Can do="contact.fact">
        <Button onClick={() => onAsk('fact')}>{t('recordFact')}</Button>
      </Can>
      <Can do="case.assign">
        <Button onClick={() => onAsk('assign')}>{t('assign')}</Button>
      </Can>
      <Can do="evidence.export">
        <Button onClick={() => onAsk('export')}>{t('export')}</Button>
      </Can>
    </span>
  );
}
