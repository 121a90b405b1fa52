import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow, CaseView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { dateTime } from '@/lib/time';
import { Can } from '@/ui/Can';
import { CopyId } from '@/ui/CopyId';
import { Masked } from '@/ui/Masked';
import { PageHeader } from '@/ui/PageHeader';
import { ExportRedacted } from '../conversations/ExportRedacted';
import { ExportDialog } from '../evidence/ExportDialog';
import { AssignDialog } from './AssignDialog';
import { CloseDialog } from './CloseDialog';
import { CaseStatus } from './columns';
import { FactDialog } from './FactDialog';

type Asking = 'assign' | 'fact' | 'export' | 'close' | null;

export function CaseHead({ view }: { view: CaseView }) {
  const { t } = useTranslation('cases');
  const [asking, setAsking] = useState<Asking>(null);
  const { case: row, person } = view;
  const close = () => setAsking(null);
  return (
    <>
      <PageHeader
        title={t('headline', { reference: row.reference })}
        tags={<CaseState row={row} />}
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
      {asking === 'close' && <CloseDialog row={row} onClose={close} />}
      {asking === 'export' && <ExportDialog caseId={row.id} reference={row.reference} onClose={close} />}
    </>
  );
}

/** Whether the case is worked on; of a closed one also why and since when. */
function CaseState({ row }: { row: CaseRow }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <CaseStatus row={row} />
      {row.closeReason && row.closedAt && (
        <span className="dl-muted">
          {t('closedFor', { reason: labelOf(t, 'closeReason', row.closeReason), at: dateTime(row.closedAt) })}
        </span>
      )}
    </>
  );
}

function Actions({ view, onAsk }: { view: CaseView; onAsk: (what: Asking) => void }) {
  const { t } = useTranslation('cases');
  const closed = view.case.status === 'closed';
  return (
    <span className="cs-actions">
      <Can do="contact.explore">
        <Link to="/gate" disabled={closed} search={{ caseId: view.case.id, personId: view.person.id }}>
          <Button type="primary" tabIndex={-1} disabled={closed}>
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
      <Can do="case.close">
        <Button onClick={() => onAsk('close')}>{t(closed ? 'reopen.do' : 'close.do')}</Button>
      </Can>
      <ExportRedacted of={{ caseId: view.case.id }} label={t('conversations:export.openCase')} />
      <Can do="evidence.export">
        <Button onClick={() => onAsk('export')}>{t('export')}</Button>
      </Can>
    </span>
  );
}
