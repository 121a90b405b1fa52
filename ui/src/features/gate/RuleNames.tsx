import { useBoth } from '@/lib/i18n';
import { useRule } from './usePacks';
import './ruleNames.css';

/** Rules by what they say, or by id to those who may not read packs. */
export function RuleNames({ ids }: { ids: string[] }) {
  const rule = useRule();
  const both = useBoth();
  if (ids.length === 0) return null;
  return (
    <ul className="gt-rule-names">
      {ids.map((id) => (
        <li key={id} title={id}>
          {both(rule(id)?.text) || <span className="dl-mono">{id}</span>}
        </li>
      ))}
    </ul>
  );
}
