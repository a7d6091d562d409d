import type { Permission } from '@patchbay/core/api/route.ts';
import type { ReactNode } from 'react';
import { usePermission } from '../api/use-session.ts';

interface PermittedProps {
  to: Permission;
  children: ReactNode;
  /** Stands there for everybody else; nothing where it is left out. */
  otherwise?: ReactNode;
}

/** Shown only to those who may do it: nobody is offered what the hub would refuse. */
export function Permitted({ to, children, otherwise = null }: PermittedProps) {
  return usePermission(to) ? children : otherwise;
}
