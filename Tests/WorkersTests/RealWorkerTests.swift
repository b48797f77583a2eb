// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import Media
import Resources
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// The worker as a program: what it does with real orders, and what it cannot do.
@Suite(.timeLimit(.minutes(3)))
struct RealWorkerTests {
  let studio: Studio

  init() throws {
    studio = try Studio()
    signal(SIGPIPE, SIG_IGN)
  }

  static let format = HouseFormat(
    canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))

  private func footage(_ name: String = "a.mp4", _ arguments: [String] = []) throws -> OpenFile {
    try studio.make(name, NumberedPictures.source() + ["-c:v", "libx264"] + arguments)
    return try OpenFile(named: Path(studio.file(name)))
  }

  private func segment(_ count: Int, format: HouseFormat = format) -> SegmentJob {
    SegmentJob(
      format: format, spans: [SpanOrder(frames: FrameSpan(start: 0, count: count))])
  }

  @Test func `footage becomes a piece, with progress`() async throws {
    let pool = try RealWorker.pool()
    let heard = Mutex<[Double]>([])
    let output = try studio.output("piece.mp4")
    let answer = try await pool.run(segment(30), inputs: [footage()], outputs: [output]) { share in
      heard.withLock { $0.append(share) }
    }
    #expect(answer.spans.map { $0.groups.map(\.frameCount) } == [[12, 12, 6]])
    #expect(try NumberedPictures.numbers(in: studio.file("piece.mp4")) == Array(0..<30))
    let shares = heard.withLock { $0 }
    #expect(!shares.isEmpty)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(pool.usage.peakMemory > 10 << 20)
  }

  @Test func `the worker is shut in before it reads its input`() throws {
    let limits = WorkerLimits.standard
    let order = try Wire.line(WorkerOrder(body: ProbeJob(), limits: limits, inputs: 0, outputs: 0))
    try studio.write("order", Data(order))
    // Its input ends at once, which it takes for a wish to stop; what it says first is the sandbox.
    let said = try Shell.run(
      "sh", "-c", "\"$0\" <\"$1\" || true", "\(try RealWorker.path.get())", studio.file("order"))
    let line = try #require(said.split(separator: UInt8(ascii: "\n")).first)
    let level = try Wire.value(of: WorkerLine<[Int]>.self, in: Array(line)).sandbox
    #expect(level == (Landlock.version == nil ? "limits" : "landlock"))
  }

  @Test func `an order without a job is refused in words`() async throws {
    let order = WorkerOrder(body: WordsJob(), limits: .standard, inputs: 0, outputs: 0)
    let worker = Worker(executable: try RealWorker.path.get(), descriptors: [])
    let failure = await #expect(throws: JobFailure.self) {
      _ = try await worker.run(order) { _ in }
    }
    #expect(failure?.reason == .badOrder)
  }

  @Test func `a long order is understood`() async throws {
    let spans = (0..<60_000).map {
      SpanOrder(frames: FrameSpan(start: $0, count: 1), entries: [$0])
    }
    let job = SegmentJob(format: Self.format, spans: spans)
    #expect(try Wire.line(job).count > 2 << 20)
    let failure = await #expect(throws: JobFailure.self) {
      _ = try await RealWorker.pool().run(job, inputs: [])
    }
    #expect(failure?.reason == .badOrder)
  }

  @Test func `a playlist is refused, whatever it is called`() async throws {
    try studio.make(
      "secret.ts", ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=1", "-c:v", "libx264"])
    let pool = try RealWorker.pool(width: 2)
    for (name, text) in Playlists.wanting(studio.file("secret.ts")) {
      try studio.write(name, Data(text.utf8))
      let file = try OpenFile(named: Path(studio.file(name)))
      let output = try studio.output("piece of " + name)
      let failures = [
        await #expect(throws: JobFailure.self) {
          _ = try await pool.run(ProbeJob(), inputs: [file])
        },
        await #expect(throws: JobFailure.self) {
          _ = try await pool.run(AnalyzeJob(), inputs: [file])
        },
        await #expect(throws: JobFailure.self) {
          _ = try await pool.run(segment(2), inputs: [file], outputs: [output])
        },
      ]
      #expect(failures.map { $0?.reason } == [.notMedia, .notMedia, .notMedia], "\(name)")
    }
  }

  @Test(.enabled(if: Corpus.isPresent), arguments: Corpus.files("broken/open"))
  func `a damaged or hostile file neither breaks nor holds the worker`(path: String) async throws {
    let file = try OpenFile(named: Path(path))
    let pool = try RealWorker.pool()
    let output = try studio.output("piece.mp4")
    var failures: [JobFailure] = []
    do throws(JobFailure) { _ = try await pool.run(ProbeJob(), inputs: [file]) } catch {
      failures.append(error)
    }
    do throws(JobFailure) { _ = try await pool.run(AnalyzeJob(), inputs: [file]) } catch {
      failures.append(error)
    }
    do throws(JobFailure) { _ = try await pool.run(MusicJob(), inputs: [file]) } catch {
      failures.append(error)
    }
    do throws(JobFailure) {
      _ = try await pool.run(segment(5), inputs: [file], outputs: [output])
    } catch {
      failures.append(error)
    }
    let words: [JobFailure.Reason] = [.notMedia, .noPicture, .noSound, .damaged]
    #expect(failures.filter { !words.contains($0.reason) } == [])
  }

  @Test func `cancelled work ends within three seconds`() async throws {
    _ = try footage()
    try studio.make("long.mp4", ["-stream_loop", "500", "-i", studio.file("a.mp4"), "-c", "copy"])
    let file = try OpenFile(named: Path(studio.file("long.mp4")))
    let pool = try RealWorker.pool()
    let begun = AsyncStream<Void>.makeStream()
    let task = Task {
      try await pool.run(AnalyzeJob(), inputs: [file]) { _ in begun.continuation.yield() }
    }
    for await _ in begun.stream { break }
    let start = ContinuousClock.now
    task.cancel()
    let failure = await #expect(throws: JobFailure.self) { _ = try await task.value }
    #expect(failure?.reason == .cancelled)
    #expect(ContinuousClock.now - start < .seconds(3))
  }

  @Test(arguments: [200, 400, 600])
  func `too little memory is a failure that says so, not a hang`(megabytes: Int) async throws {
    // Pictures of 4K, for which the coder alone wants more.
    let large = HouseFormat(canvas: PixelSize(width: 3840, height: 2160), frameRate: Rational(30))
    let failure = try await self.failure(
      of: segment(20, format: large), limits: Self.limits(memory: megabytes << 20))
    // With less than the libraries take, the program has no room left for words.
    #expect([.outOfMemory, megabytes < 300 ? .crashed : nil].contains(failure?.reason))
  }

  @Test func `a file that may not grow is a write error`() async throws {
    let failure = try await self.failure(of: segment(60), limits: Self.limits(file: 20_000))
    #expect(failure?.reason == .writeError)
  }

  @Test func `processor time has an end`() async throws {
    let failure = try await self.failure(of: segment(60), limits: Self.limits(cpu: 0))
    #expect(failure?.reason == .crashed)
  }

  private static func limits(
    memory: Int = 3 << 30, cpu: Int = 600, file: Int = 1 << 30, stall: Int = 600
  ) -> WorkerLimits {
    WorkerLimits(memoryBytes: memory, cpuSeconds: cpu, fileBytes: file, stallSeconds: stall)
  }

  /// Why `job` fails within these limits; nil when it does not.
  private func failure(of job: SegmentJob, limits: WorkerLimits) async throws -> JobFailure? {
    let file = try footage()
    defer { withExtendedLifetime(file) {} }
    let worker = Worker(
      executable: try RealWorker.path.get(),
      descriptors: [file.raw, try studio.output("limited.mp4")])
    do throws(JobFailure) {
      _ = try await worker.run(WorkerOrder(body: job, limits: limits, inputs: 1, outputs: 2)) { _ in
      }
      return nil
    } catch {
      return error
    }
  }

  @Test func `work without a step for too long is stalled`() async throws {
    // Hours of silence, at whose end the film's sound starts: the way there takes seconds.
    let hours: UInt64 = 3
    try studio.write(
      "song.wav",
      Shell.run(
        "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo:d=1", "-f",
        "wav", "-"))
    try FileHandle(forWritingTo: URL(fileURLWithPath: studio.file("song.wav")))
      .truncate(atOffset: hours * 3600 * 48_000 * 4)
    let song = try OpenFile(named: Path(studio.file("song.wav")))
    let job = SoundtrackJob(
      soundtrack: Soundtrack(
        content: ContentKey("song"), start: MediaTime(seconds: Double(hours) * 3600 - 2),
        fadeOut: .zero), sampleCount: 48_000)
    let limits = Self.limits(stall: 1)
    let (sound, room) = (try studio.output("sound.m4a"), try studio.output("room"))
    let worker = Worker(
      executable: try RealWorker.path.get(), descriptors: [song.raw, sound, room])
    let failure = await #expect(throws: JobFailure.self) {
      _ = try await worker.run(WorkerOrder(body: job, limits: limits, inputs: 1, outputs: 2)) { _ in
      }
    }
    #expect(failure?.reason == .stalled)
    withExtendedLifetime(song) {}
  }

  /// A recording that takes about a second of one processor to analyse.
  private func recording() throws -> OpenFile {
    let source = NumberedPictures.source(frames: 300, size: (width: 640, height: 360))
    try studio.make("long.mp4", source + ["-c:v", "libx264", "-preset", "ultrafast"])
    return try OpenFile(named: Path(studio.file("long.mp4")))
  }

  /// Nice and policy, of all fields of `stat` those from the third on.
  private static func schedule(of process: Int32) throws -> [String] {
    let text = try Path("/proc/\(process)/stat").contents(limit: 10_000)
    let fields = String(decoding: text, as: UTF8.self)
      .split(separator: ")").last?.split(separator: " ").map(String.init)
    return [fields?[16] ?? "", fields?[38] ?? ""]
  }

  /// Urgency, how far analysis stands back, and the nice value and policy that the worker gives itself.
  @Test(
    arguments: [
      (.analysis, .idle, "10", "5"), (.awaitedAnalysis, .idle, "10", "5"),
      (.verification, .low, "10", "3"), (.film, .idle, "10", "3"),
    ] as [(WorkTicket.Urgency, GovernorLimits.AnalysisPriority, String, String)])
  func `a worker stands back by itself`(
    urgency: WorkTicket.Urgency, priority: GovernorLimits.AnalysisPriority, nice: String,
    policy: String
  ) async throws {
    var limits = GovernorLimits.wholeMachine
    limits.analysisPriority = priority
    let pool = WorkerPool(executable: try RealWorker.path.get(), limits: limits)
    let file = try footage()
    let seen = Mutex<[String]>([])
    _ = try await pool.run(AnalyzeJob(), inputs: [file], ticket: WorkTicket(urgency)) { _ in
      // It has begun to work, so it is as it wants to be.
      let process = pool.running.first?.processIdentifier
      if let process, let schedule = try? Self.schedule(of: process) {
        seen.withLock { $0 = $0.isEmpty ? schedule : $0 }
      }
    }
    #expect(seen.withLock { $0 } == [nice, policy])
  }

  // Three of four leave in the end, because a twentieth of a processor is enough to live but not to test.
  @Test func `busy neighbours do not starve idle work`() async throws {
    var pace = GovernorPace()
    pace.beat = .milliseconds(100)
    pace.stall.starving = .seconds(1)
    let pool = WorkerPool(
      executable: try RealWorker.path.get(),
      Governor.Settings(limits: .wholeMachine, width: 1, pace: pace, readings: { nil }))
    var neighbours: [ChildProcess] = []
    for _ in 0..<4 {
      var command = Command(
        executable: "/usr/bin/env",
        arguments: ["taskset", "-c", "0", "sh", "-c", "while :; do :; done"])
      command.environment = ["PATH=/usr/bin:/bin"]
      neighbours.append(try ChildProcess.spawn(command))
    }
    defer { neighbours.forEach { $0.kill() } }
    let file = try footage()
    let job = Task {
      try await pool.run(AnalyzeJob(), inputs: [file], ticket: WorkTicket(.analysis))
    }
    while pool.running.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
    let worker = try #require(pool.running.first?.processIdentifier)
    try Shell.run("taskset", "-a", "-p", "-c", "0", "\(worker)")
    // Raised where that is allowed, as for root.
    var policies: Set<String> = []
    while let schedule = try? Self.schedule(of: worker), geteuid() == 0 {
      policies.insert(schedule[1])
      if schedule[1] == "3" { break }
      try await Task.sleep(for: .milliseconds(20))
    }
    if geteuid() == 0 { #expect(policies.contains("3")) }
    neighbours.dropFirst().forEach { $0.kill() }
    #expect(try await job.value.decodedFrames > 0)
    #expect(pool.lost == 0)
  }

  @Test func `a halted worker does not outlive who started it`() async throws {
    let file = try recording()
    let order = WorkerOrder(body: AnalyzeJob(), limits: .standard, inputs: 1, outputs: 0)
    try studio.write("order", Data(try Wire.line(order)))
    let folder = studio.path
    // The pipe of orders stays open for writing, in the worker itself, so that its end tells nothing.
    let parent = try ChildProcess.spawn(
      Command(
        executable: "/bin/sh",
        arguments: [
          "-c",
          """
          PATH=/usr/bin:/bin; cd \(folder); mkfifo orders; exec 8<>orders; cat order >&8
          \(try RealWorker.path.get()) <&8 >answers 3<long.mp4 &
          echo $! >pid; while ! grep -q sandbox answers; do sleep 0.01; done
          kill -STOP $!; echo >halted; exec sleep 1000
          """,
        ]))
    defer { parent.kill() }
    while !FileManager.default.fileExists(atPath: studio.file("halted")) {
      try #require(parent.ended == nil)
      try await Task.sleep(for: .milliseconds(5))
    }
    let text = try String(contentsOfFile: studio.file("pid"), encoding: .utf8)
    let worker = try #require(Int32(text.dropLast()))
    let observer = try ProcessObserver(worker)
    // A signal takes effect when its process is next on a processor.
    while let status = observer.status(), status.state != .halted {
      try #require(status.state != .ended)
      try await Task.sleep(for: .milliseconds(5))
    }
    // Only the parent: it alone has this number, the worker is in its group.
    kill(parent.identifier, SIGKILL)
    while let status = observer.status(), status.state != .ended {
      try await Task.sleep(for: .milliseconds(5))
    }
    withExtendedLifetime(file) {}
  }

  @Test func `full HD takes less than 300 MB`() async throws {
    let size = (width: 1920, height: 1080)
    try studio.make(
      "hd.mp4",
      NumberedPictures.source(frames: 40, size: size)
        + ["-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-refs", "4"])
    let file = try OpenFile(named: Path(studio.file("hd.mp4")))
    let canvas = HouseFormat(
      canvas: PixelSize(width: size.width, height: size.height), frameRate: Rational(30))
    let output = try studio.output("piece.mp4")
    // Its own peak: the one that the kernel tells its parent counts what the parent had at its start.
    let pool = WorkerPool(
      executable: try PosingWorker(
        """
        exec 9<&0
        \(try RealWorker.path.get()) <&9 &
        while peak=$(grep VmHWM /proc/$!/status); do
          echo $peak >>\(studio.file("peaks")); sleep 0.02
        done
        """, in: studio
      ).path, width: 1)
    _ = try await pool.run(AnalyzeJob(), inputs: [file])
    _ = try await pool.run(segment(40, format: canvas), inputs: [file], outputs: [output])
    let peaks = String(decoding: try studio.bytes("peaks"), as: UTF8.self).split(separator: "\n")
      .compactMap { Int($0.split(separator: " ")[1]) }
    #expect(peaks.count > 10)
    #expect((peaks.max() ?? 0) < 300 << 10)
  }
}
