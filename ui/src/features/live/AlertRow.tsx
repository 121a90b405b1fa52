import { CheckOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { SeverityTag } from '@/ui/SeverityTag';
import { TimeAgo } from '@/ui/TimeAgo';
import { placeOf } from './placeOf';

type Props = {
  alert: AlertView;
  top: number;
  chosen: boolean;
  onChoose: () => void;
  onAcknowledge?: (alert: AlertView) => void;
};

export const AlertRow = memo(function AlertRow({ alert, top, chosen, onChoose, onAcknowledge }: Props) {
  const { t } = useTranslation('live');
  const both = useBoth();
  const excerpt = alert.model
    ? t('drift.words', {
        from: alert.model.from,
        to: alert.model.to,
        texts: alert.model.texts.toLocaleString('en-US'),
        index: alert.model.index.toFixed(2),
        threshold: alert.model.driftFrom,
      })
    : alert.excerpt;
  const seen = alert.acknowledgedAt !== null;
  const choose = (event: MouseEvent) => {
    if (!(event.target as HTMLElement).closest('a, button')) onChoose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: J and K choose a row from the keyboard.
    <li
      style={{ top }}
      className={`wall-row ${alert.severity}${seen ? ' seen' : ''}${chosen ? ' chosen' : ''}`}
      data-alert={alert.id}
      onClick={choose}
    >
      <div className="wall-row-head">
        <SeverityTag severity={alert.severity} />
        <Link {...placeOf(alert)} className="wall-row-title">
          {both(alert.title)}
        </Link>
        {alert.withdrawn && <Tag>{t('withdrawn')}</Tag>}
        <span className="dl-muted">
          <TimeAgo at={alert.at} mode="short" />
        </span>
      </div>
      <p className="wall-excerpt" title={excerpt}>
        {excerpt}
      </p>
      <div className="wall-row-foot dl-muted">
        <span className="wall-who">
          {alert.model ? (
            t('drift.who')
          ) : (
            <>
              {alert.staffName}
              {alert.teamName && ` · ${alert.teamName}`} → {alert.personName}
            </>
          )}
        </span>
        {seen ? (
          <span className="dl-nowrap">
            <CheckOutlined /> {t('acknowledgedBy', { name: alert.acknowledgedBy ?? '' })}
          </span>
        ) : (
          onAcknowledge && (
            <Button size="small" onClick={() => onAcknowledge(alert)}>
              {t('acknowledge')}
            </Button>
          )
        )}
      </div>
    </li>
  );
});
