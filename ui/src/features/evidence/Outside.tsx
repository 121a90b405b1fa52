import { CheckCircleFilled, ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { AuthorityStatus, EvidenceStatus, WitnessStatus } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { TimeAgo } from '@/ui/TimeAgo';

const number = (n: number) => n.toLocaleString('en-US');

/** Who outside the institution vouches for the ledger: when it existed, and that it only grew. */
export function Outside({ status }: { status: EvidenceStatus }) {
  const { t } = useTranslation('evidence');
  return (
    <section className="dl-card">
      <h2>{t('outside.title')}</h2>
      <p className="dl-muted">{t('outside.what')}</p>
      <h3>{t('outside.stamps')}</h3>
      {status.authorities.length === 0 && <p className="dl-muted">{t('outside.noStamps')}</p>}
      <ul className="evd-outside">
        {status.authorities.map((one) => (
          <Authority key={`${one.name} ${one.digest}`} one={one} />
        ))}
      </ul>
      <h3>{t('outside.witnesses')}</h3>
      {status.witnesses.length === 0 && <p className="dl-muted">{t('outside.noWitnesses')}</p>}
      <ul className="evd-outside">
        {status.witnesses.map((one) => (
          <Witness key={one.name} one={one} />
        ))}
      </ul>
      {status.witnesses.length > 0 && (
        <p className="dl-muted">
          {status.witnessedSize === null
            ? t('outside.noQuorum')
            : t('outside.quorum', { n: number(status.witnessedSize) })}
        </p>
      )}
    </section>
  );
}

function Authority({ one }: { one: AuthorityStatus }) {
  const { t } = useTranslation('evidence');
  return (
    <Voucher one={one} name={one.digest === 'sm3' ? t('outside.sm3', { name: one.name }) : one.name}>
      {one.size === null ? t('outside.noStampYet') : t('outside.stamped', { n: number(one.size) })}
    </Voucher>
  );
}

function Witness({ one }: { one: WitnessStatus }) {
  const { t } = useTranslation('evidence');
  return (
    <Voucher one={one} name={one.name}>
      {one.size === null ? t('outside.noCosignatureYet') : t('outside.cosigned', { n: number(one.size) })}
    </Voucher>
  );
}

type VoucherProps = { one: AuthorityStatus | WitnessStatus; name: string; children: string };

/** What somebody vouched for last, and what is wrong now, if anything. */
function Voucher({ one, name, children }: VoucherProps) {
  const { t } = useTranslation('evidence');
  const both = useBoth();
  const failing = one.problem !== null;
  return (
    <li className={failing ? 'failed' : one.size === null ? '' : 'passed'}>
      {failing ? (
        <ExclamationCircleFilled />
      ) : one.size === null ? (
        <ClockCircleOutlined />
      ) : (
        <CheckCircleFilled />
      )}
      <div>
        <strong>{name}</strong>
        <div>
          {children}
          {one.statedAt && (
            <>
              {' '}
              <TimeAgo at={one.statedAt} mode="full" />{' '}
              <span className="dl-muted">
                (<TimeAgo at={one.statedAt} />)
              </span>
            </>
          )}
        </div>
        {one.problem && (
          <div className="evd-problem">
            {both(one.problem)}
            {one.detail && <span className="dl-muted"> ({one.detail})</span>}
            <div className="dl-muted">
              {t('outside.since')} <TimeAgo at={one.failingSince} mode="full" /> · {t('outside.next')}{' '}
              <TimeAgo at={one.nextAt} mode="full" />
            </div>
          </div>
        )}
      </div>
    </li>
  );
}
