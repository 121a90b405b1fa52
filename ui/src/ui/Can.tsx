import type { ReactNode } from 'react';
import type { Permission } from '@/lib/api';
import { useCan } from '@/lib/session';

/** Shows its children to those who hold the permission. It spares a refusal; the server decides. */
export function Can({ do: permission, children }: { do: Permission; children: ReactNode }) {
  return useCan(permission) ? children : null;
}
