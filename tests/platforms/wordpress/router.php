<?php
// What PHP's own web server serves: files as they are, and WordPress for the rest.
$path = __DIR__ . parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( is_file( $path ) && ! str_ends_with( $path, '.php' ) ) {
	return false;
}
if ( is_file( $path ) ) {
	require $path;
	return;
}
require __DIR__ . '/index.php';
