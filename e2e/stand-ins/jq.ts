import { json } from 'node:stream/consumers';

/** As much of `jq` as a path of fields needs, `jq ".selected_team.id"`: for machines that have none. */
const [, , path = '.'] = process.argv;
let value: unknown = await json(process.stdin);
for (const field of path.split('.').filter(Boolean)) value = Reflect.get(Object(value), field);
process.stdout.write(`${JSON.stringify(value ?? null, null, 2)}\n`);
