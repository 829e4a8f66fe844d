// Both servers would listen on every interface; they are for the tests of this machine alone.
const http = require('node:http')
const listen = http.Server.prototype.listen

http.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, '127.0.0.1', ...rest.filter((one) => typeof one === 'function'))
}

exports.ready = (server) => console.log(JSON.stringify({ port: server.address().port }))
