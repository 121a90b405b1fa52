import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackDeskView } from '@/lib/api';
import { useCan } from '@/lib/session';
import { Proposal } from './Proposal';
import { Propose } from './Propose';
import { Upload } from './Upload';
import { useProposals } from './usePacks';

/** What decides now, what waits for a second person, what was decided before; and how to change it. */
export function Governance({ desk }: { desk: PackDeskView }) {
  const { t } = useTranslation('packs');
  const mayPropose = useCan('pack.propose');
  const proposals = useProposals();
  const [acting, setActing] = useState<'propose' | 'upload' | null>(null);
  const known = new Set([
    desk.inForce?.id,
    ...desk.pending.map((one) => one.id),
    ...desk.upcoming.map((one) => one.id),
  ]);
  const past = proposals.data?.filter((one) => !known.has(one.id)) ?? [];
  return (
    <div className="pk-governance">
      {desk.problems.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('refusesEverything')}
          description={desk.problems.map((one) => (
            <div key={`${one.file} ${one.line} ${one.message}`} className="dl-mono">
              {one.file}:{one.line}: {one.field}: {one.message}
            </div>
          ))}
        />
      )}
      {mayPropose && (
        <div className="pk-acts">
          <Button type="primary" onClick={() => setActing('propose')}>
            {t('proposeChange')}
          </Button>
          <Button onClick={() => setActing('upload')}>{t('uploadHouse')}</Button>
        </div>
      )}
      {acting === 'propose' && <Propose desk={desk} onClose={() => setActing(null)} />}
      {acting === 'upload' && <Upload onClose={() => setActing(null)} />}
      {desk.pending.length > 0 && (
        <section className="dl-card">
          <h2>{t('pending', { n: desk.pending.length })}</h2>
          {desk.pending.map((one) => (
            <Proposal key={one.id} proposal={one} />
          ))}
        </section>
      )}
      {desk.upcoming.length > 0 && (
        <section className="dl-card">
          <h2>{t('upcoming')}</h2>
          {desk.upcoming.map((one) => (
            <Proposal key={one.id} proposal={one} />
          ))}
        </section>
      )}
      <section className="dl-card">
        <h2>{t('inForce')}</h2>
        {desk.inForce ? (
          <>
            <ul className="pk-set">
              {desk.inForce.members.map((one) => (
                <li key={one.hash}>
                  <span className="dl-mono">{one.name}</span> <b>{one.version}</b>{' '}
                  <span className="dl-mono dl-muted">{one.hash.slice(0, 19)}…</span>
                  {one.kind === 'calendar' && <span className="dl-muted"> · {t('calendar')}</span>}
                </li>
              ))}
            </ul>
            <Proposal proposal={desk.inForce} />
          </>
        ) : (
          <p className="dl-muted">{t('notRecordedYet')}</p>
        )}
      </section>
      {desk.broken.length > 0 && (
        <section className="dl-card">
          <h2>{t('broken', { n: desk.broken.length })}</h2>
          {desk.broken.map((file) => (
            <div key={file.file} className="pk-broken">
              <b className="dl-mono">{file.file}</b>
              {file.problems.map((one) => (
                <p key={`${one.line} ${one.field} ${one.message}`} className="dl-mono pk-bad">
                  {one.line}: {one.field}: {one.message}
                </p>
              ))}
            </div>
          ))}
        </section>
      )}
      {past.length > 0 && (
        <section className="dl-card">
          <h2>{t('before')}</h2>
          {past.map((one) => (
            <Proposal key={one.id} proposal={one} />
          ))}
        </section>
      )}
    </div>
  );
}
