import { useTranslation } from 'react-i18next';
import type { RuleDetail, Written } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useWindowName } from '../gate/Counters';
import { HoursBar } from './HoursBar';
import { flow, list, map, maps, text } from './written';

const said = ['open', 'closed', 'limit', 'count', 'label', 'after', 'min', 'when', 'refers', 'conflict'];
const lists: Record<string, string> = {
  channels: 'channel',
  channel: 'channel',
  outcomes: 'outcome',
  exceptOutcomes: 'outcome',
  purposes: 'purpose',
  roles: 'partyRole',
  points: 'pointKind',
  places: 'place',
  facts: 'factKind',
  fact: 'factKind',
  scopes: 'factScope',
  forms: 'factForm',
  failures: 'outcome',
  code: 'obligation',
};

/** What a rule demands, in words and pictures where they are known; fields of other kinds as they are written. */
export function RuleParameters({ rule }: { rule: RuleDetail }) {
  const { t } = useTranslation('packs');
  const given = rule.parameters;
  const rest = Object.entries(given).filter(([name]) => !said.includes(name));
  return (
    <div className="pk-parameters">
      {given.open !== undefined && <HoursBar windows={maps(given.open)} closed={list(given.closed)} />}
      {rule.kind === 'cap' && <Cap given={given} />}
      {rule.kind === 'cooldown' && map(given.after) && (
        <p>
          <b>{t('cooldown')}</b> <Counted count={map(given.after) ?? {}} />
        </p>
      )}
      {rule.kind === 'flag' && map(given.count) && (
        <p>
          <b>{t('flagFrom', { n: text(given.atLeast) ?? '?' })}</b> <Counted count={map(given.count) ?? {}} />
        </p>
      )}
      {given.min !== undefined && <p>{t('staffMin', { n: text(given.min) })}</p>}
      {map(given.when) && <When scope={map(given.when) ?? {}} />}
      {given.refers === true && <p>{t('refers')}</p>}
      {given.conflict === true && <p className="pk-conflict">{t('conflict')}</p>}
      {rest
        .filter(([name]) => !(rule.kind === 'flag' && ['atLeast'].includes(name)))
        .map(([name, value]) => (
          <p key={name}>
            <span className="dl-muted">{t(`field.${name}`, { defaultValue: name })}</span>{' '}
            <Value name={name} value={value} />
          </p>
        ))}
    </div>
  );
}

function Cap({ given }: { given: Written }) {
  const { t } = useTranslation('packs');
  return (
    <p>
      <b>{t('atMost', { n: text(given.limit) ?? '?' })}</b> <Counted count={map(given.count) ?? {}} />
    </p>
  );
}

/** Over which window, of what, and per what a count is taken. */
function Counted({ count }: { count: Written }) {
  const { t } = useTranslation('packs');
  const windowOf = useWindowName();
  const of = [
    ...list(count.channels).map((word) => labelOf(t, 'channel', word)),
    ...list(count.outcomes).map((word) => labelOf(t, 'outcome', word)),
    ...list(count.exceptOutcomes).map((word) => t('except', { what: labelOf(t, 'outcome', word) })),
    ...list(count.purposes).map((word) => labelOf(t, 'purpose', word)),
  ];
  return (
    <>
      {windowOf(text(count.window) ?? '')}
      {' · '}
      {t('per', {
        what: list(count.key)
          .map((word) => t(`key.${word}`, { defaultValue: word }))
          .join(' × '),
      })}
      {of.length > 0 && <> · {of.join(t('comma'))}</>}
      {maps(count.excluding).length > 0 && (
        <>
          {' · '}
          {t('excluding')} <Value name="excluding" value={count.excluding} />
        </>
      )}
    </>
  );
}

function When({ scope }: { scope: Written }) {
  const { t } = useTranslation('packs');
  return (
    <p>
      <span className="dl-muted">{t('appliesTo')}</span>{' '}
      {Object.entries(scope).map(([name, value]) => (
        <span key={name} className="pk-scope">
          {t(`field.${name}`, { defaultValue: name })}: <Value name={name} value={value} />
        </span>
      ))}
    </p>
  );
}

/** Words of known lists in the reader's language; exceptions part by part; all else as written. */
function Value({ name, value }: { name: string; value: unknown }) {
  const { t } = useTranslation('packs');
  const words = lists[name];
  if (typeof value === 'boolean') return <>{t(value ? 'yes' : 'no')}</>;
  if (words && maps(value).length === 0)
    return (
      <>
        {list(value)
          .map((word) => labelOf(t, words, word) || t('unsaid'))
          .join(t('comma'))}
      </>
    );
  const parts = maps(value);
  if (parts.length === 0) return <span className="dl-mono">{flow(value)}</span>;
  return (
    <>
      {parts.map((part) => (
        <span key={flow(part)} className="pk-scope">
          {Object.entries(part).map(([field, inner], index) => (
            <span key={field}>
              {index > 0 && ' · '}
              {field === 'fact' ? null : `${t(`field.${field}`, { defaultValue: field })} `}
              <Value name={field} value={inner} />
            </span>
          ))}
        </span>
      ))}
    </>
  );
}
