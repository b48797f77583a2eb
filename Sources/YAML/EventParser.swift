// SPDX-License-Identifier: GPL-3.0-or-later

internal import CYAML

/// libyaml's parser over bytes in memory, one event at a time.
struct EventParser: ~Copyable {
  private let pointer: UnsafeMutablePointer<yaml_parser_t>

  /// The caller keeps `input`, which must not be empty, alive as long as the parser.
  init(_ input: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    // It fails only without memory, and then leaves nothing to delete.
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      throw Self.outOfMemory
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    pointer = parser
  }

  deinit {
    yaml_parser_delete(pointer)
    pointer.deallocate()
  }

  /// The next event; after an error or the end of the stream it must not be called again.
  func next() throws(YAMLError) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(pointer, &event) == 1 else { throw failure }
    defer { yaml_event_delete(&event) }
    return Event(event)
  }

  private var failure: YAMLError {
    guard let message = pointer.pointee.problem, pointer.pointee.error != YAML_MEMORY_ERROR else {
      return Self.outOfMemory
    }
    let (problem, remedy) = plainWords(for: String(cString: message))
    return YAMLError(at: Position(pointer.pointee.problem_mark), problem, remedy: remedy)
  }

  private static let outOfMemory = YAMLError(
    line: 1, problem: "there is not enough memory to read the file", remedy: "try again")
}

/// What libyaml reports: the start or end of a structure, or a value.
struct Event {
  let kind: Kind
  let position: Position
  /// Marked with `&name` or `!tag`.
  let isDecorated: Bool
  let spansLines: Bool

  enum Kind: Equatable {
    case documentStart
    case scalar(String, isPlain: Bool)
    case alias
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
    case streamEnd
    /// Start of the stream, end of a document.
    case other
  }

  fileprivate init(_ event: yaml_event_t) {
    position = Position(event.start_mark)
    spansLines = event.end_mark.line > event.start_mark.line
    let data = event.data
    switch event.type {
    case YAML_SCALAR_EVENT:
      let bytes = UnsafeBufferPointer(start: data.scalar.value, count: data.scalar.length)
      kind = .scalar(
        String(decoding: bytes, as: UTF8.self),
        isPlain: data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
      isDecorated = data.scalar.anchor != nil || data.scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      isDecorated = data.sequence_start.anchor != nil || data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      isDecorated = data.mapping_start.anchor != nil || data.mapping_start.tag != nil
    default:
      kind = Self.plainKinds[event.type.rawValue] ?? .other
      isDecorated = false
    }
  }

  private static let plainKinds: [UInt32: Kind] = [
    YAML_DOCUMENT_START_EVENT.rawValue: .documentStart,
    YAML_ALIAS_EVENT.rawValue: .alias,
    YAML_SEQUENCE_END_EVENT.rawValue: .sequenceEnd,
    YAML_MAPPING_END_EVENT.rawValue: .mappingEnd,
    YAML_STREAM_END_EVENT.rawValue: .streamEnd,
  ]
}

extension Position {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: mark.line + 1, column: mark.column + 1)
  }
}
