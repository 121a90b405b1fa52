import { FieldTimeOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '@/lib/clock';
import { useMe } from '@/lib/session';
import { dateTime } from '@/lib/time';

/** Says that the day on the screen is played, and what its clock shows. */
export function ClockStrip() {
  const { clock, institution } = useMe();
  return clock.simulated ? <Strip pace={clock.pace} zone={institution.zone} /> : null;
}

function Strip({ pace, zone }: { pace: number; zone: string }) {
  const { t } = useTranslation('shell');
  const now = useServerNow(1000);
  return (
    <div className="dl-clock-strip" role="note">
      <FieldTimeOutlined />
      <span>
        {t('clock.simulated')} <span className="dl-num">{dateTime(now, zone)}</span>
      </span>
      {pace !== 1 && <span className="dl-num">{t('clock.pace', { pace })}</span>}
    </div>
  );
}
