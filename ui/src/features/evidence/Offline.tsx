import { useTranslation } from 'react-i18next';
import { CopyText } from './CopyText';
import { useStatus } from './useStatus';

const bundle = 'daylight-CASE-2026.zip';

/** How somebody who does not trust us checks a bundle. */
export function Offline() {
  const { t } = useTranslation('evidence');
  const status = useStatus();
  const key = status.data?.verifierKey;
  return (
    <div className="evd">
      <section className="dl-card">
        <h2>{t('offline.title')}</h2>
        <p>{t('offline.what')}</p>
        <ol className="evd-steps">
          <li>
            {t('offline.get')}
            {key && <CopyText text={`log ${key}\nquorum none\n`} />}
          </li>
          <li>
            {t('offline.run')}
            <CopyText text={`./daylight verify ${bundle} --policy policy.txt`} />
          </li>
          <li>{t('offline.read')}</li>
        </ol>
        <p className="dl-muted">{t('offline.plain')}</p>
      </section>
      <section className="dl-card">
        <h2>{t('offline.exit')}</h2>
        <dl className="evd-exit">
          <dt className="dl-num">0</dt>
          <dd>{t('offline.exit0')}</dd>
          <dt className="dl-num">1</dt>
          <dd>{t('offline.exit1')}</dd>
          <dt className="dl-num">2</dt>
          <dd>{t('offline.exit2')}</dd>
          <dt className="dl-num">3</dt>
          <dd>{t('offline.exit3')}</dd>
        </dl>
      </section>
    </div>
  );
}
