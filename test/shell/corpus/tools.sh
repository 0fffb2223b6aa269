### grep basics
printf 'abc\nABC\nxbz\n' > f; grep b f; grep -i abc f; grep -v b f; grep -c b f; grep -n b f; grep -l b f; grep -q b f; echo $?; grep zz f; echo $?
### grep several files
echo a > f; echo ab > g; grep a f g; grep -h a f g; grep -l b f g; grep -L b f g; grep -c a f g; grep a nosuch f; echo $?; grep -s a nosuch; echo $?
### grep expressions
printf 'a.c\nabc\na+c\naac\n' > f; grep 'a.c' f; echo -; grep 'a\.c' f; echo -; grep -F 'a.c' f; echo -; grep 'a\+c' f; echo -; grep -E 'a+c' f; echo -; grep -E '^(a|b)[b+]c$' f; echo -; grep 'a*c' f | wc -l
### grep words and lines
printf 'eth0\neth01\nmy eth0 x\n' > f; grep -w eth0 f; echo -; grep -x eth0 f; echo -; grep '\<eth0\>' f; echo -; grep -wc eth0 f
### grep only matching
printf 'inet 10.0.0.1/24\nmac 02:42:ac\n' | grep -oE '[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+'; echo 'a1b22' | grep -o '[0-9]*'; echo 'a1b22' | grep -on '[0-9]\+'
### grep context
seq 10 | grep -A1 3; echo -; seq 10 | grep -B1 3; echo -; seq 10 | grep -C1 5; echo -; seq 20 | grep -A1 '[35]$' ; seq 10 | grep -n -1 5
### grep several patterns
printf 'a\nb\nc\n' | grep -e a -e c; printf 'a\nb\nc\n' | grep -E 'a|c'; printf 'a\nb\nc\n' | grep 'a\|c'; printf 'b\nc\n' > p; printf 'a\nb\nc\n' | grep -f p
### grep max count
printf 'a\na\na\n' | grep -m2 a; printf 'a\nb\n' | { grep -m1 a; cat; }
### grep errors
grep; echo $?; grep -y; echo $?; grep --nosuch a; echo $?; grep 'a[' /dev/null; echo $?; grep -E 'a(' /dev/null; echo $?; grep a /tmp; echo $?
### grep intervals and classes
printf '02:42:ac:11:00:02\nnot a mac\n' | grep -E '^([0-9a-f]{2}:){5}[0-9a-f]{2}$'; printf 'a1\n  \n' | grep '[[:space:]]\{2\}' | cat -A; printf 'a]b\n' | grep 'a[]x]b'
### grep recursive
mkdir d; echo hit > d/a; echo no > d/b; grep -r hit d; grep -rl hit .
### wc
printf 'a b\nc\n' | wc; printf 'a b\nc\n' | wc -l; printf 'a b' | wc -w; printf 'äb' | wc -c -m; printf 'ab\n' > f; wc f; wc -l f; wc f f; wc -l nosuch f; echo $?
### cut
printf 'a:b:c\nd\n' | cut -d: -f2; printf 'a:b:c\nd\n' | cut -d: -f1,3 -s; echo abcdef | cut -c2-4; echo abcdef | cut -c-2,5-; echo 'a b c' | cut -d' ' -f2-; echo 'a:b:c' | cut -d: --complement -f2; echo 'a:b:c' | cut -d: -f1,3 --output-delimiter=+
### cut errors
cut; echo $?; cut -f; echo $?; cut -d: ; echo $?; echo a | cut -f0; echo $?; echo a | cut -fx; echo $?; cut -f1 nosuch; echo $?
### head and tail
seq 20 > f; head -3 f; head -n 2 f; tail -2 f; tail -n +19 f; head -c 3 f; tail -c 3 f; head -n -18 f; seq 20 | head | wc -l; seq 20 | tail | wc -l
### head and tail of several files
seq 2 > f; head -1 f f; tail -n1 f f; head nosuch; echo $?; head -n x f; echo $?; tail -q -n1 f f
### tr
echo hello | tr a-y b-z; echo hello | tr -d l; echo hello | tr -s l; echo 'a  b' | tr -s ' ' '\n'; echo abc | tr '[:lower:]' '[:upper:]'; echo 'a1b2' | tr -cd '0-9\n'; echo abc | tr ab x; echo a:b | tr : '\n'
### tr errors
tr; echo $?; tr a; echo $?; tr a b c; echo $?; tr -d a b; echo $?
### sort
printf 'b\na\nC\n10\n9\n' > f; sort f; sort -r f; sort -n f; printf '10\n9\n2\n' | sort -n; printf 'a\nb\na\n' | sort -u; sort -c f; echo $?; printf '1K\n2M\n3\n' | sort -h; printf 'v1.10\nv1.9\n' | sort -V
### sort keys
printf 'b 2\na 10\nc 1\n' > f; sort -k2 f; sort -k2n f; sort -k2,2nr f; printf 'x:3\ny:1\n' | sort -t: -k2; printf 'a 1\nb 1\n' | sort -k2,2 -r; printf 'a 1\nb 1\n' | sort -s -k2,2 -r
### sort into a file
printf 'b\na\n' > f; sort -o f f; cat f; sort nosuch; echo $?; sort -k0 f; echo $?
### uniq
printf 'a\na\nb\na\n' > f; uniq f; uniq -c f; uniq -d f; uniq -u f; printf 'A\na\n' | uniq -i; printf 'x a\ny a\n' | uniq -f1
### seq
seq 3; seq 2 4; seq 1 2 6; seq -s, 3; seq -w 8 11; seq 3 1; seq 3 -1 1; seq 1 .5 2; seq -f '%03g' 2; seq; seq x; seq 1 0 2; echo $?
### tee
echo a | tee f; cat f; echo b | tee -a f g; cat f g; echo c | tee /nosuch/x; echo $?
### cat
printf 'a\n\n\nb\t\n' > f; cat -n f; cat -b f; cat -s f; cat -A f; cat -E f; cat nosuch f; echo $?; cat .; echo $?; echo x | cat f - f; cat -z; echo $?
### sed
printf 'a b\nc d\n' > f; sed 's/a/X/' f; sed -n 2p f; sed '1d' f; sed -n '/c/p' f; sed 's/\(.\) \(.\)/\2 \1/' f; sed -E 's/(.) (.)/\2 \1/' f; sed 's/[ab]/x/g' f; sed -e 's/a/1/' -e 's/b/2/' f; sed '$d' f; sed = f; sed 's|a|/|' f; sed -i 's/a/Q/' f; cat f
### sed more
seq 5 | sed -n '2,4p'; seq 5 | sed '2q'; seq 3 | sed '2a new'; seq 3 | sed '2i new'; seq 3 | sed 's/2/&&/'; seq 3 | sed -n '$='; echo 'a,b' | sed 'y/,/;/'; seq 3 | sed '/2/s/2/two/;s/3/three/'
### awk
printf 'a 1\nb 2\nc 3\n' > f; awk '{print $2}' f; awk '{s+=$2} END {print s}' f; awk -F: '{print $1}' <<< 'x:y'; awk 'NR==2' f; awk '/b/{print $1}' f; awk '{print NR, NF, $0}' f; awk -v x=5 'BEGIN{print x*2}'; awk '$2>1{n++} END{print n}' f; awk '{printf "%s-%d\n", $1, $2}' f; awk 'BEGIN{OFS="-"} {print $1,$2}' f
### awk functions and arrays
printf 'a\nb\na\n' | awk '{c[$1]++} END{print c["a"], c["b"]}'; echo 'hello' | awk '{print length($0), substr($0,2,3), toupper($0), index($0,"l")}'; echo 'a,b,c' | awk '{n=split($0,p,","); print n, p[2]}'; echo aXbX | awk '{gsub(/X/,"-"); print}'; awk 'BEGIN{if (1<2) print "y"; else print "n"; for(i=0;i<3;i++) printf i; print ""}'
### basename and dirname
basename /a/b.c; basename /a/b.c .c; dirname /a/b; dirname b; basename /; dirname /a
### paste, rev, tac, nl
seq 3 | paste -s -d,; paste <(echo a) <(echo b); echo abc | rev; seq 3 | tac; printf 'a\nb\n' | nl
### column
printf 'a bb\nccc d\n' | column -t
### mkdir, rm, cp, mv, ln, touch
mkdir a; mkdir a; echo $?; mkdir -p a/b/c; rmdir a; echo $?; touch f; cp f g; mv g h; ls; rm f; rm f; echo $?; rm -f f; rm -r a; ls; ln -s h l; readlink l; cp nosuch x; echo $?
### ls
mkdir d; touch d/b d/a .h; ls d; ls -a d; ls; ls nosuch; echo $?; ls -d d; ls d nosuch 2>/dev/null; touch f; ls -1 f d
### find
mkdir -p d/e; touch d/a.txt d/e/b.txt; find d -name '*.txt' | sort; find d -type d | sort; find d -maxdepth 1 | sort
### diff
echo a > f; echo b > g; diff f f; echo $?; diff f g; echo $?; printf 'a\nb\nc\n' > f; printf 'a\nx\nc\nd\n' > g; diff f g; diff -q f g; diff f nosuch; echo $?
### diff unified
printf 'a\nb\nc\n' > f; printf 'a\nx\nc\nd\n' > g; diff -u f g | tail -n +3; diff -u --label old --label new f g
### comm and join
printf 'a\nb\n' > f; printf 'b\nc\n' > g; comm f g; comm -12 f g; printf '1 a\n2 b\n' > j; printf '1 x\n2 y\n' > k; join j k
### checksums and base64
printf abc | md5sum; printf abc | sha256sum; printf abc | base64; printf YWJj | base64 -d
### xargs
printf 'a b\nc' | xargs; printf 'a b c' | xargs -n2 echo x; printf 'a\nb\n' | xargs -I{} echo '[{}]'; printf 'a\0b c\0' | xargs -0 -n1 echo; printf '' | xargs echo none; printf '' | xargs -r echo none; echo a | xargs false; echo $?; echo a | xargs nosuch; echo $?; printf "it's" | xargs; echo $?
### env
env -i A=1 B=2 env; env A=3 sh -c 'echo $A'; env nosuch; echo $?; env -u HOME sh -c 'echo [$HOME]'; env - X=1 printenv X; printenv NOPE; echo $?
### timeout
timeout 5 echo a; timeout 0.1 sleep 5; echo $?; timeout 1 false; echo $?; timeout; echo $?; timeout x true; echo $?; timeout 1 nosuch; echo $?; timeout -s INT 0.1 sleep 5; echo $?; timeout --preserve-status 0.1 sleep 5; echo $?
### nohup, nice, stdbuf
nice -n 5 echo a; stdbuf -oL echo b; nice nosuch; echo $?; setsid -w echo c
### which
which cat nosuch; echo $?; which; echo $?
### sleep errors
sleep; echo $?; sleep a; echo $?; sleep -1; echo $?; sleep 0.01 0.01; echo $?; sleep 0s
### id and friends
id -u; id -un; whoami; true; false; echo $?
### yes and head
yes | head -3; yes a b | head -2
### od and hexdump
printf 'abc\n' | od -c; printf 'abc' | od -An -tx1; printf 'AB' | od -tx1
### fold and expand
echo abcdefgh | fold -w3; printf 'a\tb\n' | expand -t4
### jq
echo '{"a":1,"b":[1,2],"c":{"d":"x"}}' > f; jq .a f; jq -r .c.d f; jq -c . f; jq '.b|length' f; jq '.b[]' f; jq . f; jq -r '.[].e' <<< '[{"e":"q"},{"e":"r"}]'; jq -e .nope f; echo $?
### jq filters
echo '[{"n":"a","v":2},{"n":"b","v":1}]' > f; jq -r '.[]|select(.v>1)|.n' f; jq 'map(.v)|add' f; jq -r '.[]|"\(.n)=\(.v)"' f; jq 'sort_by(.v)[0].n' f; jq -r '.[]|[.n,.v]|@tsv' f; jq 'keys' <<< '{"b":1,"a":2}'
### date formats
date -u -d @0 '+%Y-%m-%d %H:%M:%S %a %b %j %s'; date -u -d '2024-02-29 12:34:56' +%s; date -d nonsense >/dev/null 2>&1; echo $?; date -u -d @86399 +%T
### shuffling files through while
printf '1 a\n2 b\n' > f; while read -r n w; do echo "$w$n" | tr a-z A-Z; done < f; while read -r l; do grep -c . f; done < f
### filters inside read loops leave the input alone
printf 'x\ny\n' > f; printf '1\n2\n' | while read n; do grep x f; awk '{print}' f | head -1; sed -n 1p f; done
### expr
expr 1 + 2; expr 3 \* 4; expr a = b; echo $?; expr length abc; expr 7 / 2; expr substr hello 2 3
### test program and printf program
/usr/bin/printf '%s\n' a; env printf '%d\n' 5; env test a = a; echo $?; env [ a = b ]; echo $?; xargs printf '%s.' <<< 'a b'
