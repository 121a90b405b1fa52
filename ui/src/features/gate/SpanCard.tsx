import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleSaid } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { dateTime, zoneOffset } from '@/lib/time';
import { Confirmed } from './Confirmed';
import { icons } from './VerdictCard';
import { type Block, lengthOf } from './weekMath';

/** A block that is pointed at or has the focus, and where it is on the screen. */
export type Looked = { block: Block; box: DOMRect; channel?: string };

const rulesShown = 4;
const gap = 8;

/** What the gate says in a stretch of time, and by which rules: shown beside it on hover, focus and tap. */
export function SpanCard({ looked, rules, zone }: { looked: Looked; rules: RuleSaid[]; zone: string }) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  const { span } = looked.block;
  const card = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ left: -9999, top: 0 });
  useLayoutEffect(() => {
    const size = card.current?.getBoundingClientRect();
    if (!size) return;
    const middle = looked.box.left + looked.box.width / 2;
    const left = Math.max(gap, Math.min(middle - size.width / 2, window.innerWidth - size.width - gap));
    const below = looked.box.bottom + gap;
    const fits = below + size.height < window.innerHeight;
    setAt({ left, top: fits ? below : Math.max(gap, looked.box.top - size.height - gap) });
  }, [looked]);
  const Icon = icons[span.verdict];
  const [from, until] = [Date.parse(span.from), Date.parse(span.until)];
  const said = span.rules
    .map((id) => rules.find((rule) => rule.id === id))
    .filter((rule) => rule !== undefined);
  return (
    <div ref={card} id="gt-span" role="tooltip" className={`gt-span ${span.verdict}`} style={at}>
      <p className="gt-span-head">
        <Icon />
        <strong>{labelOf(t, 'verdict', span.verdict)}</strong>
        {looked.channel && <span className="dl-muted">{labelOf(t, 'channel', looked.channel)}</span>}
      </p>
      <p className="dl-num">
        {dateTime(from, zone).slice(5, 16)} → {dateTime(until, zone).slice(5, 16)}{' '}
        <span className="dl-muted">
          ({zoneOffset(from, zone)}, {t('length', lengthOf(from, until))})
        </span>
      </p>
      {said.slice(0, rulesShown).map((rule) => (
        <div key={rule.id} className="gt-span-rule">
          <p>{both(rule.text)}</p>
          <p className="gt-cite">
            <span>
              {rule.instrument} · {rule.article}
            </span>
            <span>{labelOf(t, 'strength', rule.strength)}</span>
            <Confirmed yes={rule.confirmed} />
          </p>
        </div>
      ))}
      {said.length > rulesShown && (
        <p className="dl-muted">{t('moreRules', { n: said.length - rulesShown })}</p>
      )}
      {span.obligations.length > 0 && (
        <p className="gt-cite">
          {t('obligations')}: {span.obligations.map((code) => labelOf(t, 'obligation', code)).join(' · ')}
        </p>
      )}
    </div>
  );
}
