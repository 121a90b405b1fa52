import { useTranslation } from 'react-i18next';
import type { AskPermitRequest, DecisionView } from '@/lib/api';
import { useCan } from '@/lib/session';
import { canBeLifted, hindrancesOf } from '../trust/exception';
import { RequestException } from '../trust/RequestException';
import { type Question, wish } from './useQuestion';

/** Under a refusal of now: whether a second person may let this contact through, and the way to ask for it. */
export function RefusedHere({ decision, question }: { decision: DecisionView; question: Question }) {
  const { t } = useTranslation('trust');
  const asks = useCan('contact.ask');
  const { person, channel, search } = question;
  const rules = hindrancesOf(decision);
  if (rules.length === 0 || !person || !search.caseId) return null;
  const contact: AskPermitRequest = {
    ...wish(question),
    caseId: search.caseId,
    personId: person.id,
    channel,
  };
  return (
    <div className="gt-exception">
      <span className="dl-muted">
        {t(canBeLifted(rules, channel) ? 'exception.possible' : 'exception.impossible')}
      </span>
      {asks && <RequestException rules={rules} channel={channel} about={{ contact }} />}
    </div>
  );
}
