import {
  CheckCircleFilled,
  CloseCircleFilled,
  MinusCircleOutlined,
  PlayCircleOutlined,
} from '@ant-design/icons';
import { Link, useSearch } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PackCheckView, PackDetailView, VectorView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { useCheck } from './usePacks';
import { flow, list, map, text } from './written';

/** The pack's own questions with the answers they must get; the server asks them when told to. */
export function Vectors({ pack }: { pack: PackDetailView }) {
  const { t } = useTranslation('packs');
  const check = useCheck(pack.name, pack.hash);
  const done = check.data;
  return (
    <>
      <div className="pk-filter">
        <Button
          type="primary"
          icon={<PlayCircleOutlined />}
          loading={check.isFetching}
          onClick={() => check.refetch()}
        >
          {done ? t('runAgain') : t('run', { n: pack.vectors.length })}
        </Button>
        {done && (
          <span role="status" className={done.failed + done.notRun > 0 ? 'pk-bad' : 'pk-good'}>
            {t('ran', { passed: done.passed, failed: done.failed, notRun: done.notRun })}
          </span>
        )}
      </div>
      {check.isError && <Alert type="error" title={problemText(t, check.error)} />}
      <ul className="pk-vectors">
        {pack.vectors.map((vector) => (
          <Vector key={`${vector.line} ${vector.id}`} vector={vector} check={done} />
        ))}
      </ul>
    </>
  );
}

function Vector({ vector, check }: { vector: VectorView; check: PackCheckView | undefined }) {
  const { t } = useTranslation('packs');
  const search = useSearch({ from: '/shell/gate' });
  const result = check?.results.find((one) => one.line === vector.line && one.id === vector.id);
  const expect = map(vector.fields.expect);
  const intent = map(vector.fields.intent);
  const given = map(vector.fields.given);
  const history = vector.fields.history;
  const icon =
    result === undefined ? null : result.passed === true ? (
      <CheckCircleFilled className="pk-good" aria-label={t('passed')} />
    ) : result.passed === false ? (
      <CloseCircleFilled className="pk-bad" aria-label={t('failed')} />
    ) : (
      <MinusCircleOutlined aria-label={t('notRun')} />
    );
  return (
    <li>
      <div className="pk-rule-head">
        {icon}
        <b className="dl-mono">{vector.id}</b>
        {vector.cite && <span className="dl-muted">{vector.cite}</span>}
        <span className="dl-grow" />
        <Link
          to="/gate"
          search={{ ...search, part: 'source' }}
          hash={`L${vector.line}`}
          className="dl-mono dl-nowrap"
        >
          {t('line', { n: vector.line })}
        </Link>
      </div>
      <p>
        {intent && <span className="dl-mono pk-flow">{flow(intent)}</span>}
        {given && <span className="dl-mono pk-flow dl-muted">{`given ${flow(given)}`}</span>}
        {history !== undefined && (
          <span className="dl-mono pk-flow dl-muted">{`history ${flow(history)}`}</span>
        )}
      </p>
      <p>
        → <b>{labelOf(t, 'verdict', text(expect?.verdict))}</b>{' '}
        {list(expect?.rules).map((rule) => (
          <span key={rule} className="dl-mono pk-scope">
            {rule}
          </span>
        ))}
        {text(expect?.next) && <span className="dl-num">{t('nextAt', { at: text(expect?.next) })}</span>}
      </p>
      {result?.failures.map((failure) => (
        <p key={failure} className="pk-bad dl-mono">
          {failure}
        </p>
      ))}
    </li>
  );
}
