import { writeFileSync } from 'node:fs';
import { describeRules } from '@patchbay/core/conformance/describe-rules.ts';

/** Writes `docs/conformance.md` from the table of rules. */
writeFileSync(new URL('../docs/conformance.md', import.meta.url), describeRules());
