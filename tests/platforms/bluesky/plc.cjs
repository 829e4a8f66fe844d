// The directory of identities, in memory. It runs by itself: it must not forget when the data server is killed.
const { ready } = require('./loopback.cjs')
const { Database, PlcServer } = require('@did-plc/server')

PlcServer.create({ db: Database.mock(), port: Number(process.argv[2]) }).start().then(ready)
