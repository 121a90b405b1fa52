import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockSpan } from '@/lib/time';

/** Real time, ticking: leases are counted by it even while the day on the screen is simulated. */
export function useRealNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Seconds before the end at which the countdown asks for attention. */
const soonSeconds = 60;

export function Lease({ until }: { until: string }) {
  const { t } = useTranslation('reviews');
  const left = (Date.parse(until) - useRealNow()) / 1000;
  return (
    <p className={`rq-lease dl-num${left < soonSeconds ? ' soon' : ''}`}>
      {t('leaseLeft', { left: clockSpan(left) })}
    </p>
  );
}
