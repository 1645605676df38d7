#!/bin/sh
# A sweep as a job array: the README's own sbatch line on a Slurm of this machine's loopback, and the same shards with
# GNU parallel; joined they are the sweep of one process. What is not installed, or does not start here, is skipped.
. "${SOURCE:?}/tests/head.sh"
daemons=""
end() {
	for pid in $daemons; do kill "$pid" 2>/dev/null || true; done
	for pid in $daemons; do wait "$pid" 2>/dev/null || true; done
	rm -rf "$work"
}
trap end EXIT
cd "$work"
cp -R "$town" myarea
mkdir bin
ln -s "$MOOT" bin/moot
export PATH="$work/bin:$PATH" HOME="$work" # GNU parallel keeps files at home
moot sweep myarea --every-merge -q -o whole
ran=0

# slurm_starts: munge, controller and node of our own, on ports of our own.
slurm_starts() {
	for tool in munged slurmctld slurmd sbatch sinfo; do
		command -v $tool >/dev/null || { echo "skipped: no $tool for a job array"; return 1; }
	done
	[ "$(id -u)" = 0 ] || { echo "skipped: Slurm's daemons need root here"; return 1; }
	mkdir -m 755 munge state spool
	head -c 128 /dev/urandom >munge/key
	chmod 600 munge/key
	munged --foreground --force --key-file=munge/key --socket="$work/munge/socket" --pid-file="$work/munge/pid" \
		--log-file="$work/munge/log" --seed-file="$work/munge/seed" >munged.log 2>&1 &
	daemons="$daemons $!"
	port=$((20000 + $$ % 20000))
	node=$(hostname -s)
	cat >slurm.conf <<CONF
ClusterName=loopback
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1
SlurmdParameters=config_overrides
NodeName=$node NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
CONF
	SLURM_CONF="$work/slurm.conf"
	export SLURM_CONF
	slurmctld -D >slurmctld.log 2>&1 &
	daemons="$daemons $!"
	slurmd -D >slurmd.log 2>&1 &
	daemons="$daemons $!"
	for _ in $(seq 60); do
		case $(sinfo -h -o %t 2>/dev/null) in idle*) return 0 ;; esac
		sleep 1
	done
	echo "skipped: Slurm does not start here: $(tail -n 1 slurmd.log)"
	return 1
}

if slurm_starts; then
	# The lines as the README has them; sbatch waits for its array.
	grep -E '^    (sbatch|cat merges-)' "$SOURCE/README.md" | sed 's/^    //' >lines
	[ "$(grep -c . lines)" = 2 ] || fail "the README's example of a job array has changed"
	SBATCH_WAIT=1 timeout 600 sh -eu lines >slurm.log 2>&1 || { cat slurm.log slurm-*.out; fail "the job array failed"; }
	cmp -s merges.csv whole/sweep.csv || fail "the job array's shards do not join to the whole"
	echo "a Slurm job array joins to the whole"
	ran=1
fi
if command -v parallel >/dev/null; then
	parallel --will-cite -j 2 moot sweep myarea --every-merge -q --shard {}/5 -o part-{} ::: 1 2 3 4 5 </dev/null
	cat part-?/sweep.csv >parts.csv
	cmp -s parts.csv whole/sweep.csv || fail "shards run by GNU parallel do not join to the whole"
	echo "shards run by GNU parallel join to the whole"
	ran=1
else
	echo "skipped: no GNU parallel"
fi
[ "$ran" = 1 ] || echo "skipped: neither Slurm nor GNU parallel is here"
