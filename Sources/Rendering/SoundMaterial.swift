// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// What a film's sound is mixed of, decoded once and laid aside: the music from sample 0 on, then the takes.
package struct SoundMaterial: Sendable {
  let store: SampleStore
  package let sampleCount: Int
  let fades: SoundFades
  /// The music's loudness by tenths of a second, and the height of its wave; nil without music.
  var music: (energies: [Double], peak: Double)?
  private(set) var takes: [SoundTake] = []
  /// Where in the store each take begins.
  private(set) var places: [Int] = []
  private var room: Int

  /// Nothing yet, for a film of so many samples; `scratch` is an empty file, which stays the caller's.
  package init(_ soundtrack: Soundtrack, sampleCount: Int, scratch: Int32) {
    store = SampleStore(descriptor: scratch)
    self.sampleCount = sampleCount
    fades = SoundFades(soundtrack, sampleCount: sampleCount)
    room = sampleCount
  }

  /// Lays the music aside; `progress` gets the samples that are done.
  package mutating func lay(
    _ music: consuming SoundtrackReader, progress: (Int) throws(FFmpegError) -> Void
  ) throws(FFmpegError) {
    var meter = LoudnessMeter()
    var peak = TruePeakMeter()
    var position = 0
    while let block = try music.next(Self.block) {
      try store.write(block, at: position)
      meter.add(block)
      peak.add(block)
      position += block.count / SoundEncoder.channels
      try progress(position)
    }
    self.music = (meter.energies, peak.finish())
  }

  /// Lays the sound of a clip aside that shows a source from sample `source` of it on; samples of the film and
  /// of the source count 48,000 a second.
  package mutating func lay(
    _ sound: inout FootageSound, from source: Int, filmStart: Int, filmEnd: Int
  ) throws(FFmpegError) {
    var take = SoundTake(start: filmStart, end: filmEnd)
    let first = source - SoundTake.margin
    let place = room
    let store = store
    var meter = LoudnessMeter(step: SoundTake.slot)
    var known = first
    let end = first + take.windowCount
    // A source begins at its first picture: what a recorder heard before has no place in the film.
    try sound.read(from: max(first, 0), to: end) { (start, samples) throws(FFmpegError) in
      meter.addSilence(start - known)
      meter.add(samples)
      known = start + samples.count / SoundEncoder.channels
      try store.write(samples, at: place + start - first)
    }
    meter.addSilence(end - known)
    take.energies = meter.energies
    takes.append(take)
    places.append(place)
    room += take.windowCount
  }

  /// Puts the takes, which were laid aside source by source, into the order of the film.
  package mutating func sortTakes() {
    let order = takes.indices.sorted { takes[$0].start < takes[$1].start }
    takes = order.map { takes[$0] }
    places = order.map { places[$0] }
  }

  /// The own sound of the film with these edges: its energy by slots of 10 ms.
  func voice(_ edges: [SoundEdges]) -> [Double] {
    var energies = [Double](repeating: 0, count: sampleCount / SoundTake.slot)
    for (take, edge) in zip(takes, edges) {
      let first = max(edge.start / SoundTake.slot, 0)
      for slot in first..<max(min(edge.end / SoundTake.slot, energies.count), first) {
        energies[slot] += take.energy(at: slot * SoundTake.slot + SoundTake.slot / 2)
      }
    }
    return energies
  }

  /// Samples that are moved at a time.
  static let block = 1 << 14
}

extension LoudnessMeter {
  /// Takes so many samples of nothing.
  fileprivate mutating func addSilence(_ count: Int) {
    var rest = count
    while rest > 0 {
      let part = min(rest, SoundMaterial.block)
      add([Float](repeating: 0, count: part * SoundEncoder.channels))
      rest -= part
    }
  }
}
