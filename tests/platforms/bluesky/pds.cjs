// The personal data server: pds.cjs PORT PLC-PORT FOLDER RATE-LIMITS(true|false) [VIEW].
const { ready } = require('./loopback.cjs')
const { PDS, envToCfg, envToSecrets } = require('@atproto/pds')

const [port, plcPort, folder, limits, view] = process.argv.slice(2)
const env = {
  port: Number(port),
  hostname: 'localhost',
  devMode: true,
  dataDirectory: folder,
  blobstoreDiskLocation: `${folder}/blobs`,
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  disableSsrfProtection: true,
  rateLimitsEnabled: limits === 'true',
  ...(view ? { bskyAppViewUrl: view, bskyAppViewDid: 'did:web:view.example' } : {}),
  // Of no worth: they guard made-up accounts for as long as one test runs.
  jwtSecret: 'loopback-only',
  adminPassword: 'loopback-only',
  plcRotationKeyK256PrivateKeyHex: '11'.repeat(32),
}

PDS.create(envToCfg(env), envToSecrets(env))
  .then((pds) => pds.start())
  .then(ready)
