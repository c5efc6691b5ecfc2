// The scenario with @aws-sdk/client-securityhub: node scenario.mjs ENDPOINT, with NODE_MODULES naming the folder
// that it is installed in.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.NODE_MODULES}/`);
const sdk = require("@aws-sdk/client-securityhub");

const endpoint = process.argv[2];
const steps = JSON.parse(readFileSync(new URL("scenario.json", import.meta.url), "utf8"));
const clients = new Map();
const saved = {};

function client(who) {
  if (!clients.has(who)) {
    const credentials = { accessKeyId: who, secretAccessKey: `${who}-secret` };
    clients.set(who, new sdk.SecurityHubClient({ endpoint, region: "eu-north-1", credentials, maxAttempts: 1 }));
  }
  return clients.get(who);
}

async function perform(step) {
  const input = Object.fromEntries(
    Object.entries(step.input).map(([key, value]) => [
      key,
      typeof value === "string" && value.startsWith("$") ? saved[value.slice(1)] : value,
    ]),
  );
  try {
    if (step.pages) {
      const { MaxResults: pageSize, ...rest } = input;
      const items = [];
      for await (const page of sdk[`paginate${step.call}`]({ client: client(step.as), pageSize }, rest)) {
        items.push(...page[step.pages]);
      }
      return { output: { [step.pages]: items } };
    }
    const { $metadata, ...output } = await client(step.as).send(new sdk[`${step.call}Command`](input));
    return { output };
  } catch (error) {
    if (!error.$metadata) throw error;
    return { error: { code: error.name, message: error.message } };
  }
}

for (const step of steps) {
  const result = await perform(step);
  for (const [name, path] of Object.entries(step.save ?? {})) {
    saved[name] = path.split(".").reduce((value, key) => value?.[key], result.output);
  }
  console.log(JSON.stringify(result));
}
