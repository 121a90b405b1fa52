import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReceiptView } from '@/lib/api';
import { useCan } from '@/lib/session';
import { CopyId } from '@/ui/CopyId';

/** The ledger entries that hold this conversation. */
export function Receipts({ receipts, caseId }: { receipts: ReceiptView[]; caseId: string }) {
  const { t } = useTranslation('conversations');
  const provable = useCan('evidence.read');
  return (
    <section className="dl-card">
      <h2>{t('receipts.title')}</h2>
      {receipts.length === 0 && <p className="dl-muted">{t('receipts.none')}</p>}
      <ul className="cv-receipts">
        {receipts.map((receipt) => (
          <li key={receipt.entryId}>
            <CopyId value={receipt.entryId} />
            <CopyId value={receipt.leafHash} head={10} />
          </li>
        ))}
      </ul>
      {provable && receipts.length > 0 && (
        <Link to="/evidence" search={{ caseId }}>
          {t('receipts.open')}
        </Link>
      )}
    </section>
  );
}
