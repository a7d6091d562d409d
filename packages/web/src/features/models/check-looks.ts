import type { FindingStatus } from '@patchbay/core/conformance/check-report.ts';
import {
  IconAlertTriangle,
  IconCheck,
  IconInfoCircle,
  IconMinus,
  IconX,
} from '@tabler/icons-react';

/** How each outcome of a rule looks. */
export const checkLooks = {
  failed: { colour: 'red', icon: IconX, words: 'broken', many: 'broken' },
  warned: { colour: 'yellow', icon: IconAlertTriangle, words: 'warning', many: 'warnings' },
  noted: { colour: 'blue', icon: IconInfoCircle, words: 'noted', many: 'noted' },
  passed: { colour: 'teal', icon: IconCheck, words: 'kept', many: 'kept' },
  skipped: { colour: 'gray', icon: IconMinus, words: 'not tried', many: 'not tried' },
} as const satisfies { readonly [Status in FindingStatus]: object };
