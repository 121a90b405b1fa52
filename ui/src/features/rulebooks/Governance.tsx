import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulebookDeskView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { useCan } from '@/lib/session';
import { CopyId } from '@/ui/CopyId';
import { Publication } from './Publication';
import { Upload } from './Upload';

/** What inspects now, what waits for a second person, what was published before; and how to change it. */
export function Governance({ desk, onShow }: { desk: RulebookDeskView; onShow: (hash: string) => void }) {
  const { t } = useTranslation('rulebooks');
  const both = useBoth();
  const mayPropose = useCan('rulebook.propose');
  const [uploading, setUploading] = useState(false);
  const { inForce } = desk;
  const past = desk.versions
    .flatMap((one) => one.publications)
    .filter((one) => one.status !== 'awaiting')
    .sort((a, b) => (b.decidedAt ?? '').localeCompare(a.decidedAt ?? ''));
  return (
    <div className="pk-governance">
      {mayPropose && (
        <div className="pk-acts">
          <Button type="primary" onClick={() => setUploading(true)}>
            {t('upload')}
          </Button>
          <span className="dl-muted">{t('how')}</span>
        </div>
      )}
      {uploading && <Upload onClose={() => setUploading(false)} onShow={onShow} />}
      {desk.awaiting.length > 0 && (
        <section className="dl-card">
          <h2>{t('awaiting', { n: desk.awaiting.length })}</h2>
          {desk.awaiting.map((one) => (
            <Publication key={one.id} publication={one} onShow={onShow} />
          ))}
        </section>
      )}
      <section className="dl-card">
        <h2>{t('inspectsNow')}</h2>
        <p className="pk-cite">
          <b>
            {both(inForce.title)} {inForce.version}
          </b>
          <span className="dl-mono">{inForce.name}</span>
          <CopyId value={inForce.hash} head={17} />
          <span>{t('ruleCount', { n: inForce.rules })}</span>
          <Button size="small" onClick={() => onShow(inForce.hash)}>
            {t('look')}
          </Button>
        </p>
        {inForce.publications.length === 0 && <p className="dl-muted">{t('notPublishedYet')}</p>}
      </section>
      {past.length > 0 && (
        <section className="dl-card">
          <h2>{t('before')}</h2>
          {past.map((one) => (
            <Publication key={one.id} publication={one} onShow={onShow} />
          ))}
        </section>
      )}
    </div>
  );
}
