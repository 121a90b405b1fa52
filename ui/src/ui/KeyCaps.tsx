import { Fragment } from 'react';
import { keyCaps } from '@/lib/hotkeys';

export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" className="dl-nowrap">
      {keyCaps(keys).map((stroke) => (
        <Fragment key={stroke.join('+')}>
          {stroke.map((cap) => (
            <kbd key={cap} className="dl-cap">
              {cap}
            </kbd>
          ))}{' '}
        </Fragment>
      ))}
    </span>
  );
}
