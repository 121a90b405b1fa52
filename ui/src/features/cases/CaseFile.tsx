import { useTranslation } from 'react-i18next';
import type { CaseView, ContactPointView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { Masked } from '@/ui/Masked';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { Accounts } from './Accounts';
import { ownAttributes } from './attributes';
import { BreakGlass } from './BreakGlass';
import { SeenBy } from './SeenBy';

/** What is on file: accounts, how people can be reached, who else is in the case. */
export function CaseFile({ view }: { view: CaseView }) {
  const { t } = useTranslation('cases');
  const more = ownAttributes(view);
  return (
    <div className="cs-file">
      <section>
        <h3>{t('contactPoints')}</h3>
        <Points points={view.contactPoints} caseId={view.case.id} />
      </section>
      <section>
        <h3>{t('parties')}</h3>
        {view.parties.length === 0 && <p className="dl-muted">{t('noParties')}</p>}
        {view.parties.map((party) => (
          <div key={party.personId} className="cs-party">
            <div className="cs-party-who">
              <Masked
                masked={party.maskedName}
                personId={party.personId}
                caseId={view.case.id}
                field="name"
              />
              <span className="cs-bucket">{labelOf(t, 'partyRole', party.role)}</span>
            </div>
            {party.basis && (
              <div className="dl-muted">{t('basis', { basis: labelOf(t, 'basis', party.basis) })}</div>
            )}
            <Points points={party.contactPoints} caseId={view.case.id} known={party.basis} />
          </div>
        ))}
      </section>
      <section className="cs-file-wide">
        <h3>{t('accounts')}</h3>
        <Accounts accounts={view.accounts} />
      </section>
      {more.length > 0 && (
        <section className="cs-file-wide">
          <h3>{t('attributes')}</h3>
          <dl className="cs-attributes">
            {more.map(([name, value]) => (
              <div key={name}>
                <dt>{t(`attribute.${name}`, { defaultValue: name })}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

const tones: Record<ContactPointView['quality'], Tone> = {
  valid: 'good',
  invalid: 'bad',
  unknown: 'quiet',
  stale: 'warn',
};

type PointsProps = {
  points: ContactPointView[];
  caseId: string /** A basis already told. */;
  known?: string | null;
};

function Points({ points, caseId, known }: PointsProps) {
  const { t } = useTranslation('cases');
  if (points.length === 0) return <p className="dl-muted">{t('noContactPoints')}</p>;
  return (
    <ul className="cs-points">
      {points.map((point) => (
        <li key={point.id}>
          <span className="cs-point-kind">{labelOf(t, 'pointKind', point.kind)}</span>
          <span className="cs-point-value">
            <Masked
              masked={point.masked}
              personId={point.personId}
              caseId={caseId}
              field="contactPoint"
              contactPointId={point.id}
            />
            <SeenBy point={point} />
            <BreakGlass point={point} />
          </span>
          <StatusDot tone={tones[point.quality] ?? 'quiet'}>{labelOf(t, 'quality', point.quality)}</StatusDot>
          <span className="dl-muted cs-point-source">
            {[
              point.basis === known ? '' : labelOf(t, 'basis', point.basis),
              labelOf(t, 'source', point.source),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
