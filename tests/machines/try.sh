#!/bin/bash
# Tries the project on bare machines, as a newcomer would: the README's commands, a batch, watch, a second run, as root
# and as a user without sudo. Prints a table. Needs root, debootstrap, and some 3 GB a machine; not part of CI.
#
#   tests/machines/try.sh FOLDER CORPUS [release…]        (release: bookworm trixie; noble jammy where a mirror has them)
#
# FOLDER keeps the roots, CORPUS is a folder of documents. MIRROR overrides where debootstrap looks. With TEST=1 the
# whole suite runs there as well.
set -euo pipefail
roots=$1 corpus=$2
shift 2
top=$(cd "$(dirname "$0")/../.." && pwd)

mkdir -p "$roots"

make_root() { # release: a bare root with make, and a user `clerk`
    local root=$roots/$1
    if [ ! -e "$root/.whole" ]; then
        rm -rf "$root"
        debootstrap --variant=minbase --include=ca-certificates,make "$1" "$root" ${MIRROR:+"$MIRROR"} >"$roots/$1.log"
        chroot "$root" useradd -m -s /bin/bash clerk
        touch "$root/.whole"
    fi
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
}

bring_project() { # root home: what git has, and the corpus
    rm -rf "$1$2/publish" "$1$2/corpus"
    mkdir -p "$1$2/publish"
    git -C "$top" archive HEAD | tar x -C "$1$2/publish"
    cp -r "$corpus" "$1$2/corpus"
}

# What is done inside, each step with its seconds; every step has an end of its own.
STEPS='
cd ~/publish
step() { local name=$1 began=$SECONDS; shift; if timeout 900 "$@" >~/log 2>&1; then said=ok; else said="failed $?"; fi
    printf "  %-22s %-10s %4d s  %s\n" "$name" "$said" $((SECONDS - began)) "$(tail -n 1 ~/log | cut -c 1-90)"; }
watch() { # two builds, the second after a save, then Ctrl-C
    cp seeds/*.txt ~/w.txt; rm -f ~/w.pdf
    (trap - INT; exec .venv/bin/publish watch ~/w.txt -o ~/w.pdf) & local process=$!
    for n in $(seq 300); do [ -s ~/w.pdf ] && break; sleep 0.1; done
    local first; first=$(stat -c %Y%s ~/w.pdf); sleep 1.1
    echo 再说一句话。 >>~/w.txt
    for n in $(seq 300); do [ "$(stat -c %Y%s ~/w.pdf)" != "$first" ] && break; sleep 0.1; done
    [ "$(stat -c %Y%s ~/w.pdf)" != "$first" ]; local changed=$?
    kill -INT $process; wait $process; echo "Ctrl-C: $?"; return $changed; }
serve() { # the desk opens with the seed on it, then Ctrl-C
    .venv/bin/python - <<'END'
import http.cookiejar, signal, subprocess, sys, urllib.request
command = [".venv/bin/publish", "serve", "--no-open"]
desk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
address = desk.stdout.readline().split("：", 1)[1].strip()
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
page = opener.open(address, timeout=60).read().decode()
desk.send_signal(signal.SIGINT)
code = desk.wait(60)
print("page", len(page), "bytes, Ctrl-C:", code)
sys.exit(not ("把文稿拖到这里" in page and code == 130))
END
}
export -f watch serve
step "make pdf" make pdf
step "make pdf again" make pdf
step "batch" .venv/bin/publish pdf ~/corpus -o ~/out/ --jobs 2
step "batch again" .venv/bin/publish pdf ~/corpus -o ~/out/ --jobs 2
step "batch docx" .venv/bin/publish docx ~/corpus -o ~/out/ --jobs 2
step "watch" bash -mc watch
step "serve" bash -c serve
[ -z "$TEST" ] || step "make test" bash -c "ulimit -f 4000000; make test"
'

[ $# -gt 0 ] || set -- bookworm trixie
for release in "$@"; do
    make_root "$release"
    root=$roots/$release
    for user in root clerk; do
        home=$(chroot "$root" bash -c "echo ~$user")
        bring_project "$root" "$home"
        chroot "$root" chown -R "$user:" "$home"
        echo "$release as $user"
        chroot "$root" env -i PATH=/usr/bin:/usr/sbin HOME="$home" LANG=C.UTF-8 TEST="${TEST:-}" \
            setpriv --reuid "$user" --regid "$user" --init-groups bash -c "$STEPS" </dev/null
    done
    chroot "$root" bash -c 'dpkg-query -W -f="  \${Package} \${Version}\n" libpango-1.0-0 python3'
    umount "$root/proc"
done
